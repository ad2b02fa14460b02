using Dispatch.Api;
using Dispatch.Api.Starting;

CommandLine line;
try
{
    line = CommandLine.Parse(args);
}
catch (ArgumentException fault)
{
    await Console.Error.WriteLineAsync(fault.Message);
    return 1;
}

WebApplication created;
try
{
    created = DispatchServer.Create(args);
}
catch (FormatException fault)
{
    await Console.Error.WriteLineAsync(fault.Message);
    return 1;
}

await using var app = created;
if (!await StartUp.TryStart(app))
{
    return 1;
}

await StartUp.SeedDemo(app, line);
await StartUp.PrintAddresses(app, line);
var traffic = StartUp.RunTraffic(app, line);
await app.WaitForShutdownAsync();
await traffic;
return 0;
