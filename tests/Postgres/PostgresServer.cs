using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Dispatch.Tests.Postgres;

/// <summary>
/// A PostgreSQL server of one's own: in a new folder, on a Unix socket in it, durable as in production. Ends with this
/// object, and also when this process is killed.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    public const string User = "dispatch";

    private const int Interrupt = 2;
    private const int Quit = 3;
    private const int KillSignal = 9;
    private const int ContinueSignal = 18;
    private const int StopSignal = 19;

    // The server's account where we are root, which PostgreSQL refuses to run as.
    private const string Account = "postgres";
    private const string Binaries = "/usr/lib/postgresql";

    // The shell lives as long as its standard input is open: it ends with whoever started it, however that ends.
    private const string EndsWithItsInput = "\"$@\" & server=$!; cat > /dev/null; kill -INT $server 2> /dev/null; wait $server";

    private const string Memory = "/dev/shm";
    private const long MemoryBytes = 2L << 30;

    // Its data outlives no fault of the machine's, so nothing need be written for that. Checkpoints are cheap in memory,
    // and bound the log.
    private static readonly string[] PassingSettings = ["fsync=off", "full_page_writes=off", "max_wal_size=256MB"];

    private static readonly string[] SmallSettings = ["max_wal_size=32MB"];

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    private readonly string _binaries;
    private readonly IReadOnlyList<string> _settings;
    private Process? _process;

    private PostgresServer(string folder, string binaries, IReadOnlyList<string> settings)
    {
        Folder = folder;
        _binaries = binaries;
        _settings = settings;
    }

    /// <summary>Host of the connection string: where the socket is.</summary>
    public string Folder { get; }

    /// <summary>The postmaster's.</summary>
    public int ProcessId => int.Parse(File.ReadLines(PidFile).First(), CultureInfo.InvariantCulture);

    public string ConnectionString(string database = "postgres") => $"Host={Folder};Username={User};Database={database}";

    /// <param name="settings">Beside the server's defaults, for instance <c>shared_buffers=128MB</c>.</param>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or does not start; the message says more.</exception>
    public static PostgresServer Start(params IReadOnlyList<string> settings) =>
        StartIn(Directory.CreateTempSubdirectory("dispatch-pg-").FullName, settings);

    /// <summary>As <see cref="Start"/>, with all its files below a folder of the caller's, for instance on a disk of its own.</summary>
    /// <param name="parent">Exists.</param>
    /// <param name="log">Null to have the write-ahead log beside the data; else the folder that it is made in, which exists.</param>
    public static PostgresServer StartBelow(string parent, string? log = null) =>
        StartIn(Directory.CreateDirectory(Path.Combine(parent, "server")).FullName, SmallSettings, log);

    /// <summary>As <see cref="Start"/> for tests that never end it, with its data in memory where there is room: a disk that
    /// is busy with other work stalls nothing then. It does not sync; commits are atomic and in order all the same.</summary>
    public static PostgresServer StartInMemory() =>
        Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace >= MemoryBytes
            ? StartIn(Directory.CreateDirectory(Path.Combine(Memory, $"dispatch-pg-{Guid.NewGuid():N}")).FullName, PassingSettings)
            : Start(PassingSettings);

    private static PostgresServer StartIn(string folder, IReadOnlyList<string> settings, string? log = null)
    {
        var server = new PostgresServer(folder, FindBinaries(), settings);
        try
        {
            if (Environment.IsPrivilegedProcess)
            {
                Run("chown", Account, server.Folder);
                if (log is not null)
                {
                    Run("chown", Account, log);
                }
            }

            server.RunAsServer(
                Path.Combine(server._binaries, "initdb"),
                [
                    "-D", server.Data, "-A", "trust", "-U", User, "-E", "UTF8", "--locale=C", "--no-sync",
                    .. log is null ? Array.Empty<string>() : ["--waldir", Path.Combine(log, "wal")],
                ]);
            server.Boot();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Ends it as a power cut does: at once, with recovery at the next start.</summary>
    public void Crash() => End(Quit);

    /// <summary>Kills the postmaster (SIGKILL), as a system short of memory does. Its processes end by themselves when they
    /// notice, some of them after they have finished what they do; this waits for the last.</summary>
    public void Kill()
    {
        var processes = Processes();
        End(KillSignal);
        WaitUntil(() => !processes.Exists(IsRunning), "A process of a PostgreSQL server that was killed did not end.");
    }

    /// <summary>Starts it again on the same data.</summary>
    public void Boot()
    {
        File.Delete(PidFile);
        var start = AsServer("sh");
        foreach (var argument in (string[])["-c", EndsWithItsInput, "sh", Path.Combine(_binaries, "postgres"), "-D", Data])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var setting in (string[])
            [
                "listen_addresses=", $"unix_socket_directories={Folder}", "fsync=on", "synchronous_commit=on",
                "track_commit_timestamp=on",
                "max_connections=300", "checkpoint_timeout=30min", "max_wal_size=4GB", .. _settings,
            ])
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(setting);
        }

        start.RedirectStandardInput = true;
        start.RedirectStandardError = true;
        _process = Process.Start(start) ?? throw new InvalidOperationException("PostgreSQL did not start.");
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        WaitUntil(() => File.Exists(PidFile) && IsReady(), "PostgreSQL was not ready in time.");
    }

    /// <summary>Stops every process of the server where it is (SIGSTOP).</summary>
    /// <returns>Lets them go on.</returns>
    public IDisposable Freeze()
    {
        var processes = Processes();
        Send(processes, StopSignal);
        return new Frozen(processes);
    }

    public void Dispose()
    {
        End(Interrupt);
        Directory.Delete(Folder, recursive: true);
    }

    private string Data => Path.Combine(Folder, "data");

    private string PidFile => Path.Combine(Data, "postmaster.pid");

    private void End(int signal)
    {
        if (_process is not { } process)
        {
            return;
        }

        _process = null;
        if (File.Exists(PidFile))
        {
            Send([ProcessId], signal);
        }

        process.StandardInput.Close();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    // Its last line says so.
    private bool IsReady()
    {
        if (_process!.HasExited)
        {
            throw new InvalidOperationException($"PostgreSQL ended with {_process.ExitCode} before it was ready.");
        }

        return File.ReadAllText(PidFile).TrimEnd().EndsWith("ready", StringComparison.Ordinal);
    }

    // The postmaster first: it would start new ones.
    private List<int> Processes()
    {
        var postmaster = ProcessId;
        return
        [
            postmaster,
            .. Directory.EnumerateDirectories("/proc")
                .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
                .Where(id => id > 0 && ParentOf(id) == postmaster),
        ];
    }

    private static int ParentOf(int processId) => StatusOf(processId) is [_, var parent, ..]
        ? int.Parse(parent, CultureInfo.InvariantCulture)
        : 0;

    // One that has ended may stay a zombie: nobody asks after the children of a process that was killed.
    private static bool IsRunning(int processId) => StatusOf(processId) is [not ("Z" or "X"), ..];

    // The fields after the name, which is in brackets and may have blanks in it: state, then parent.
    private static string[] StatusOf(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }

    private void RunAsServer(string program, params string[] arguments)
    {
        var start = AsServer(program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        Run(start);
    }

    private ProcessStartInfo AsServer(string program)
    {
        var start = new ProcessStartInfo { WorkingDirectory = Folder };
        if (Environment.IsPrivilegedProcess)
        {
            start.FileName = "setpriv";
            foreach (var argument in (string[])[$"--reuid={Account}", $"--regid={Account}", "--clear-groups", program])
            {
                start.ArgumentList.Add(argument);
            }
        }
        else
        {
            start.FileName = program;
        }

        return start;
    }

    private static string FindBinaries()
    {
        var installed = Directory.Exists(Binaries)
            ? Directory.GetDirectories(Binaries).Select(version => Path.Combine(version, "bin"))
            : [];
        return installed.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")))
            ?? throw new InvalidOperationException(
                $"Expected PostgreSQL's initdb and postgres under {Binaries} or on the PATH: install PostgreSQL.");
    }

    private static void Run(string program, params string[] arguments) => Run(new ProcessStartInfo(program, arguments));

    private static void Run(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{start.FileName} ended with {process.ExitCode}: {errors}{output.Result}");
        }
    }

    // Nothing tells when a process has written its file; tests wait for conditions elsewhere.
    private static void WaitUntil(Func<bool> condition, string otherwise)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
        {
            if (limit.Token.WaitHandle.WaitOne(Poll))
            {
                throw new InvalidOperationException(otherwise);
            }
        }
    }

    private static void Send(IEnumerable<int> processes, int signal)
    {
        foreach (var process in processes)
        {
            _ = SendSignal(process, signal);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);

    private sealed class Frozen(List<int> processes) : IDisposable
    {
        public void Dispose() => Send(processes, ContinueSignal);
    }
}
