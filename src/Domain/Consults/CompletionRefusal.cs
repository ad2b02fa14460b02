using System.Collections.Immutable;
using Dispatch.Domain.Services;

namespace Dispatch.Domain.Consults;

/// <summary>Why a decision is not taken; exactly one member says it.</summary>
/// <param name="Missing">Services that were asked for and have no order.</param>
/// <param name="NotAskedFor">Services that have an order and were not asked for.</param>
public readonly record struct CompletionRefusal(
    GoneReason? Gone = null,
    bool NotStarted = false,
    bool NotJustified = false,
    ImmutableArray<ServiceId> Missing = default,
    ImmutableArray<ServiceId> NotAskedFor = default);
