namespace Dispatch.Domain.Ids;

/// <summary>Makes ids. Thread-safe; ids of one source sort in the order they were made.</summary>
public interface IIdSource
{
    /// <returns>A TypeID: the prefix, an underscore, and a UUIDv7 as 26 characters of base32.</returns>
    string NewId(string prefix);
}
