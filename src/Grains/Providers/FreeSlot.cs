namespace Dispatch.Grains.Providers;

/// <summary>Where one more consult of a provider would lie.</summary>
/// <param name="Number">Of the slot among those of its modality.</param>
/// <param name="Units">Of the provider's attention, a bit each; 0 where live and async share none.</param>
internal readonly record struct FreeSlot(int Number, int Units);
