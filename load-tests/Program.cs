using Dispatch.LoadTests;
#if !NBOMBER
using Dispatch.LoadTests.Reports;
#endif
using Dispatch.LoadTests.Server;

#if NBOMBER
const int Clean = 0;
const int Broken = 1;
#endif
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
    using var database = options.StartsPostgres ? LoadPostgres.Start() : null;
    await using var server = options is { Urls: { Count: > 0 } nodes, OperatorToken: { } token }
        ? ServerUnderTest.At(nodes, token, options.ServerProcessIds, options.Store, options.StoreProcessId)
        : await ServerUnderTest.Start(
            await ServerBuild.Find(Environment.CurrentDirectory, options.Build, stop.Token),
            database?.ConnectionString() ?? options.Store,
            database?.ProcessId ?? options.StoreProcessId,
            ServerSize.For(options),
            TimeProvider.System,
            stop.Token);

#if NBOMBER
    return await Dispatch.LoadTests.NBomber.NBomberRunner.Execute(server, options, stop.Token) ? Clean : Broken;
#else
    var time = TimeProvider.System;
    var (report, book, sampler) = await new LoadRun(server, options, Console.Out, time).Execute(LoadOptions.WithoutSecrets(args), stop.Token);
    Console.WriteLine();
    Console.Write(TextReport.Render(report));
    var plots = RunPlots.Of(book, sampler.Points, sampler.StartedAt, time.TimestampFrequency);
    Console.WriteLine(await ReportFiles.Write(report, plots, options.Reports, options.JsonFile, stop.Token));
    return (int)report.Verdict;
#endif
}
catch (Exception e) when (e is InvalidOperationException or HttpRequestException or IOException or OperationCanceledException
    or PlatformNotSupportedException or NotSupportedException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return NotRun;
}
