using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Dispatch.Client;
using Dispatch.Tests.Integration.Stores;

namespace Dispatch.Tests.Integration.Harness;

/// <summary>The built server as a process of its own, on a store that outlives it and goes with this object.</summary>
public sealed partial class DispatchProcess : IAsyncDisposable
{
    private const int SigTerm = 15;
    private const string Announcement = "Dispatch listens on ";

    private readonly Dictionary<string, string> _settings;
    private readonly List<string> _output = [];
    private readonly string _masterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly List<HttpClient> _clients = [];
    private Process? _process;
    private HttpClient? _http;
    private TaskCompletionSource<ServerAddress> _up = Awaited();

    private DispatchProcess(IReadOnlyDictionary<string, string>? settings)
    {
        _settings = new Dictionary<string, string>(settings ?? new Dictionary<string, string>());
        Store = TestStore.New(DataFolder);
    }

    public string DataFolder { get; } = Directory.CreateTempSubdirectory("dispatch-process-").FullName;

    public TestStore Store { get; }

    public string OperatorToken { get; } = "ot_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public HttpClient Http => _http ?? throw new InvalidOperationException("The server is stopped.");

    public DispatchApi Operator => new(Http, OperatorToken);

    /// <summary>Where the server is, once it listens: for those who come back after it was killed.</summary>
    public Task<ServerAddress> Up => Volatile.Read(ref _up).Task;

    /// <summary>What the process wrote, all starts together.</summary>
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

    /// <param name="settings">As configuration keys, for instance <c>Dispatch:Limits:OpenSockets</c>.</param>
    public static async Task<DispatchProcess> Start(IReadOnlyDictionary<string, string>? settings = null)
    {
        var process = new DispatchProcess(settings);
        await process.Boot();
        return process;
    }

    /// <summary>SIGKILL; answers when the process is gone.</summary>
    public async Task Kill9()
    {
        Volatile.Write(ref _up, Awaited());
        Running.Kill();
        await Gone();
    }

    /// <summary>SIGTERM; answers with the exit code when the process has drained.</summary>
    public async Task<int> Terminate()
    {
        Volatile.Write(ref _up, Awaited());
        Assert.Equal(0, Send(Running.Id, SigTerm));
        return await Gone();
    }

    /// <summary>A new process on the same store, on another port; the old one must be gone.</summary>
    public Task Restart() => _process is null
        ? Boot()
        : throw new InvalidOperationException("The server still runs: kill or terminate it first.");

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await Kill9();
        }

        _clients.ForEach(client => client.Dispose());
        Store.Dispose();
        Directory.Delete(DataFolder, recursive: true);
    }

    private Process Running => _process ?? throw new InvalidOperationException("The server is stopped.");

    private static string ServerPath => typeof(Dispatch.Api.DispatchServer).Assembly.Location;

    private async Task Boot()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet")
        {
            WorkingDirectory = DataFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { ServerPath, "--port", "0" },
            Environment =
            {
                ["Dispatch__Store"] = Store.Setting,
                ["Dispatch__OperatorToken"] = OperatorToken,

                // As in DispatchHost: slow is not overloaded here.
                ["Dispatch__Admission__Enabled"] = "false",
                ["Dispatch__MasterKey"] = _masterKey,
            },
        };
        foreach (var argument in EngineArguments.New())
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (key, value) in _settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var announced = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Take(line.Data, announced);
        process.ErrorDataReceived += (_, line) => Take(line.Data, announced);
        process.Exited += (_, _) => announced.TrySetException(new InvalidOperationException($"The server ended:\n{Output}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        Address = await Safety.Within(announced.Task, () => $"The server did not say where it listens:\n{Output}");
        _http = new HttpClient { BaseAddress = Address, Timeout = Safety.Limit };
        _clients.Add(_http);
        _up.SetResult(new ServerAddress(Address, Operator));
    }

    private static TaskCompletionSource<ServerAddress> Awaited() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Take(string? line, TaskCompletionSource<Uri> announced)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.Add(line);
        }

        if (line.StartsWith(Announcement, StringComparison.Ordinal))
        {
            announced.TrySetResult(new Uri(line[Announcement.Length..].Trim()));
        }
    }

    private async Task<int> Gone()
    {
        var process = Running;
        await Safety.Within(
            process.WaitForExitAsync(),
            () => string.Create(CultureInfo.InvariantCulture, $"Process {process.Id} did not end:\n{Output}"));
        var code = process.ExitCode;
        process.Dispose();
        _process = null;

        // Disposing the client would cancel what is in flight, and a test must see how the server's death ended it.
        _http = null;
        return code;
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Send(int processId, int signal);
}
