namespace Dispatch.Grains.Providers;

[GenerateSerializer, Immutable, Alias("connect-result")]
public abstract record ConnectResult
{
    private ConnectResult()
    {
    }

    [GenerateSerializer, Immutable, Alias("connect-result.connected")]
    public sealed record Connected([property: Id(0)] ProviderView Provider) : ConnectResult;

    /// <summary>The provider does not exist.</summary>
    [GenerateSerializer, Immutable, Alias("connect-result.unknown")]
    public sealed record Unknown : ConnectResult;

    /// <summary>The provider has as many sockets as it may have.</summary>
    [GenerateSerializer, Immutable, Alias("connect-result.too-many")]
    public sealed record TooMany([property: Id(0)] int Limit) : ConnectResult;
}
