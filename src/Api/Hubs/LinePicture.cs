using Dispatch.Grains.Pools;

namespace Dispatch.Api.Hubs;

/// <summary>What of a state's line is compared to see whether it changed: cheaper than reading the line from its pool.</summary>
/// <param name="OnDuty">Providers with a socket here.</param>
/// <param name="Open">Whether it is within the hours of the deployment, and of the clinic that watches.</param>
public readonly record struct LinePicture(StateLine Line, int OnDuty, bool Open);
