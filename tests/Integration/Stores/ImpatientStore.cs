using Dispatch.Journal.Postgres;
using Dispatch.Journal.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Integration.Stores;

/// <summary>A store that does not wait long for somebody else's lock.</summary>
internal static class ImpatientStore
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    /// <summary>Replaces the options of the store that is configured.</summary>
    public static void Configure(WebApplicationBuilder builder)
    {
        switch (StoreSetting.Parse(builder.Configuration["Dispatch:Store"]!))
        {
            case StoreSetting.Sqlite(var file):
                builder.Services.AddSingleton(new SqliteStoreOptions { Path = file, BusyTimeout = Patience });
                break;
            case StoreSetting.Postgres(var address):
                builder.Services.AddSingleton(new PostgresStoreOptions
                {
                    ConnectionString = address,
                    LockTimeout = Patience,
                    ReconnectInterval = TimeSpan.Zero,
                });
                break;
        }
    }
}
