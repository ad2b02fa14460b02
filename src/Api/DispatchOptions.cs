namespace Dispatch.Api;

/// <summary>How an installation is set up: configuration section <c>Dispatch</c>.</summary>
public sealed class DispatchOptions
{
    public const string Section = "Dispatch";

    /// <summary>Where everything durable is.</summary>
    /// <value><c>sqlite:PATH</c>; default <c>sqlite:.data/dispatch.db</c>. Missing folders are made.</value>
    public string Store { get; set; } = "sqlite:.data/dispatch.db";

    /// <summary>Wraps the keys under which patient data is sealed.</summary>
    /// <value>32 bytes in base64; when unset, a key is generated beside the store, mode 0600.</value>
    public string? MasterKey { get; set; }

    /// <value>When unset, a token is generated into <c>operator-token</c> beside the store, mode 0600.</value>
    public string? OperatorToken { get; set; }

    private const string SqlitePrefix = "sqlite:";

    /// <exception cref="InvalidOperationException">The store is not one that this build knows.</exception>
    public string SqlitePath() => Store.StartsWith(SqlitePrefix, StringComparison.Ordinal)
        ? Path.GetFullPath(Store[SqlitePrefix.Length..])
        : throw new InvalidOperationException($"Expected Dispatch:Store to be sqlite:PATH, found '{Store.Split(':')[0]}:…'.");

    /// <summary>The folder of the store: generated secrets lie beside it.</summary>
    public string DataFolder() => Path.GetDirectoryName(SqlitePath())!;
}
