using System.Collections.Immutable;

namespace Dispatch.Domain.Services;

/// <summary>One field of an order.</summary>
/// <param name="Name">Of the member in the order's JSON.</param>
/// <param name="Label">In English.</param>
/// <param name="Unit">Of a number; null for none.</param>
/// <param name="Choices">Of a choice; empty otherwise.</param>
public sealed record OrderField(
    string Name, string Label, OrderFieldKind Kind, bool Required, string? Unit, ImmutableArray<string> Choices);
