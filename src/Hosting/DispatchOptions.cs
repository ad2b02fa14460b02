using Dispatch.Hosting.Stores;

namespace Dispatch.Hosting;

/// <summary>How an installation is set up: configuration section <c>Dispatch</c>.</summary>
public sealed class DispatchOptions
{
    public const string Section = "Dispatch";

    /// <summary>Where everything durable is.</summary>
    /// <value><c>sqlite:PATH</c>, whose missing folders are made, or a PostgreSQL connection string like
    /// <c>Host=…;Database=…;Username=…;Password=…</c>; default <c>sqlite:.data/dispatch.db</c>.</value>
    public string Store { get; set; } = "sqlite:.data/dispatch.db";

    /// <summary>Wraps the keys under which patient data is sealed.</summary>
    /// <value>32 bytes in base64; when unset, a key is generated beside the store, mode 0600.</value>
    public string? MasterKey { get; set; }

    /// <value>When unset, a token is generated into <c>operator-token</c> beside the store, mode 0600.</value>
    public string? OperatorToken { get; set; }

    /// <summary>Where browsers reach this server, when that is not where it listens: behind a proxy that ends TLS.</summary>
    /// <value>An address like <c>https://dispatch.example.com</c>; null by default. With https, cookies are for TLS only.</value>
    public string? PublicAddress { get; set; }

    /// <summary>The folder of the built pages.</summary>
    /// <value>Null for <c>wwwroot</c> beside the program.</value>
    public string? PagesFolder { get; set; }

    /// <summary>The folder for generated secrets.</summary>
    /// <exception cref="FormatException">The store is not one that this build knows.</exception>
    public string DataFolder() => StoreSetting.Parse(Store).Folder;
}
