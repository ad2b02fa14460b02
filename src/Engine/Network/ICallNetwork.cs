namespace Dispatch.Engine.Embedded;

/// <summary>
/// Between the engines of a simulated cluster: decides where a grain's call runs, and what of it arrives. A process of its
/// own has none, and all its grains are in it.
/// </summary>
public interface ICallNetwork
{
    /// <summary>Carries a call to the engine that it chooses: now or later, once, more than once or never.</summary>
    void Carry(Parcel parcel);
}
