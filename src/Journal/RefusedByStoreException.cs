namespace Dispatch.Journal;

/// <summary>The store is well but does not take this data: a constraint is violated. Nothing was written.</summary>
internal sealed class RefusedByStoreException(string message) : Exception(message);
