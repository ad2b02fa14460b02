namespace Dispatch.LoadTests.Audit;

/// <summary>Reads the store of a server that is stopped, past everything that the server could hide. One kind of store each.</summary>
public interface IStoredHistory : IDisposable
{
    /// <summary>The events of all streams whose name begins so, each stream together and in the order of its versions.</summary>
    IEnumerable<StoredEvent> Events(string streamPrefix);

    IEnumerable<StoredConsult> Consults();

    IEnumerable<StoredOpenConsult> OpenConsults();

    IEnumerable<StoredClaim> Claims(string scope);

    IEnumerable<StoredOrder> Orders();
}
