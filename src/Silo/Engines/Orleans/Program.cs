using Dispatch.Journal;
using Dispatch.Silo;

WebApplication created;
try
{
    created = SiloServer.Create(args);
}
catch (FormatException fault)
{
    await Console.Error.WriteLineAsync(fault.Message);
    return 1;
}

await using var app = created;
try
{
    await app.StartAsync();
}
catch (Exception fault) when (fault is IOException or StoreUnavailableException)
{
    await Console.Error.WriteLineAsync($"The silo cannot start: {fault.Message}");
    return 1;
}

SiloServer.PrintAddresses(app);
await app.WaitForShutdownAsync();
return 0;
