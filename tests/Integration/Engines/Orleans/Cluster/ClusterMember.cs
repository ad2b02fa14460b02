using System.Diagnostics;
using System.Runtime.InteropServices;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Cluster;

/// <summary>One process of a cluster: a silo, or an API node.</summary>
public sealed partial class ClusterMember : IAsyncDisposable
{
    private const int KillSignal = 9;
    private const int Terminate = 15;
    private const int ContinueSignal = 18;
    private const int StopSignal = 19;

    private readonly List<string> _output = [];
    private readonly Process _process;

    private ClusterMember(Process process) => _process = process;

    /// <summary>Where it listens for HTTP: an API node's address, a silo's health checks and metrics.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>A client without a token; base address is the process's.</summary>
    public HttpClient Http { get; } = new() { Timeout = Safety.Limit };

    public bool IsRunning => !_process.HasExited;

    public int Id => _process.Id;

    /// <summary>What it wrote.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join('\n', _output);
            }
        }
    }

    /// <param name="assembly">Path of the program.</param>
    /// <param name="folder">Its working folder.</param>
    /// <param name="environment">Settings.</param>
    /// <param name="address">Begins the line, or ends before the address in it, that says where it listens.</param>
    /// <param name="arguments">Of its command line.</param>
    public static async Task<ClusterMember> Start(
        string assembly, string folder, IReadOnlyDictionary<string, string> environment, string address, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { assembly },
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        var announced = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var member = new ClusterMember(new Process { StartInfo = start, EnableRaisingEvents = true });
        member._process.OutputDataReceived += (_, line) => member.Take(line.Data, address, announced);
        member._process.ErrorDataReceived += (_, line) => member.Take(line.Data, address, announced);
        member._process.Exited += (_, _) => announced.TrySetException(new InvalidOperationException($"It ended:\n{member.Output}"));
        member._process.Start();
        member._process.BeginOutputReadLine();
        member._process.BeginErrorReadLine();
        member.Address = await Safety.Within(announced.Task, () => $"It did not say where it listens:\n{member.Output}", ClusterRun.Limit);
        member.Http.BaseAddress = member.Address;
        return member;
    }

    /// <summary>SIGKILL; answers when the process is gone.</summary>
    public async Task Kill9()
    {
        Signal(KillSignal);
        await Ended();
    }

    /// <summary>SIGTERM; answers with the exit code and how long the drain took.</summary>
    public async Task<(int Code, TimeSpan Took)> Drain()
    {
        var since = Stopwatch.GetTimestamp();
        Signal(Terminate);
        return (await Ended(), Stopwatch.GetElapsedTime(since));
    }

    /// <summary>SIGSTOP: nothing of it runs until <see cref="Continue"/>, and everybody takes it for dead.</summary>
    public void Freeze() => Signal(StopSignal);

    public void Continue() => Signal(ContinueSignal);

    public async Task<int> Ended()
    {
        await Safety.Within(_process.WaitForExitAsync(), () => $"Process {_process.Id} did not end:\n{Output}", ClusterRun.Limit);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            // It may be frozen.
            await Kill9();
        }

        _process.Dispose();
        Http.Dispose();
    }

    private void Take(string? line, string address, TaskCompletionSource<Uri> announced)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.Add(line);
        }

        var at = line.IndexOf(address, StringComparison.Ordinal);
        if (at >= 0)
        {
            announced.TrySetResult(new Uri(line[(at + address.Length)..].Trim()));
        }
    }

    private void Signal(int signal) => Assert.Equal(0, Send(_process.Id, signal));

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Send(int processId, int signal);
}
