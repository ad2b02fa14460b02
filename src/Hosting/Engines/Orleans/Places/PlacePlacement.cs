namespace Dispatch.Hosting.Places;

/// <summary>Every grain of ours goes where <see cref="ClusterPlaces"/> says, or where it is asked for.</summary>
public sealed class PlacePlacement : PlacementStrategy;
