namespace Dispatch.Domain.Ids;

/// <summary>What all ids share, so that conversion is written once.</summary>
public interface IEntityId<TSelf> : IComparable<TSelf>
    where TSelf : struct, IEntityId<TSelf>
{
    static abstract string Prefix { get; }

    string Value { get; }

    /// <summary>The id with this text, unchecked: for text that this product wrote itself.</summary>
    static abstract TSelf Of(string value);

    static abstract bool TryParse(string? text, out TSelf id);
}
