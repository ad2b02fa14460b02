using System.Collections.Immutable;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Services;

namespace Dispatch.Api.Orders;

/// <summary>A conclusion of the right form; whether it may be signed is for the consult to decide.</summary>
public sealed record CompletionDraft(
    Decision Decision, bool IsJustified, ImmutableArray<ServiceId> OrderedServices, CompletionRecord Record);
