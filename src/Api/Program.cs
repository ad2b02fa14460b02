using Dispatch.Api;
using Dispatch.Api.Starting;

var line = CommandLine.Parse(args);
await using var app = DispatchServer.Create(args);
if (!await StartUp.TryStart(app))
{
    return 1;
}

await StartUp.SeedDemo(app, line);
StartUp.PrintAddresses(app);
var traffic = StartUp.RunTraffic(app, line);
await app.WaitForShutdownAsync();
await traffic;
return 0;
