using Dispatch.Api.Starting;

namespace Dispatch.Api;

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

    /// <summary>The folder for generated secrets.</summary>
    /// <exception cref="FormatException">The store is not one that this build knows.</exception>
    public string DataFolder() => StoreSetting.Parse(Store).Folder;
}
