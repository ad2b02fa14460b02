using System.Text.Json;
using Dispatch.LoadTests;
using Dispatch.LoadTests.Reports;
using Dispatch.LoadTests.Server;

const int Clean = 0;
const int Broken = 1;
const int NotRun = 2;

LoadOptions options;
try
{
    options = LoadOptions.Parse(args);
}
catch (FormatException e)
{
    await Console.Error.WriteLineAsync($"{e.Message}\n\n{LoadOptions.Usage}");
    return NotRun;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

try
{
    await using var server = options is { Url: { } url, OperatorToken: { } token }
        ? ServerUnderTest.At(url, token, options.ServerProcessId)
        : await ServerUnderTest.Start(
            await ServerBuild.Find(Environment.CurrentDirectory, options.Build, stop.Token),
            options.Store,
            options.StoreProcessId,
            TimeProvider.System,
            stop.Token);

    var (report, _, _) = await new LoadRun(server, options, Console.Out, TimeProvider.System).Execute(string.Join(' ', args), stop.Token);
    Console.WriteLine();
    Console.Write(TextReport.Render(report));
    if (options.JsonFile is { } file)
    {
        await using var json = File.Create(file);
        await JsonSerializer.SerializeAsync(json, report, ReportJson.Default.RunReport, stop.Token);
    }

    return report.IsClean ? Clean : Broken;
}
catch (Exception e) when (e is InvalidOperationException or HttpRequestException or IOException or OperationCanceledException
    or PlatformNotSupportedException or NotSupportedException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return NotRun;
}
