using System.Diagnostics.CodeAnalysis;
using Dispatch.Api.Hubs;
using Dispatch.Domain.Consults;
using Microsoft.AspNetCore.SignalR;

namespace Dispatch.Benchmarks.Micro;

/// <summary>Answers an acceptance as the provider's hub does, without asking anybody.</summary>
internal sealed class AcceptingHub : Hub
{
    private static readonly Task<AcceptAnswer> Answer = Task.FromResult(AcceptAnswer.Gone(GoneReason.AssignedToAnother));

    [SuppressMessage("Performance", "CA1822", Justification = "SignalR calls methods of an object.")]
    public Task<AcceptAnswer> AcceptOffer(string? offerId) => offerId is null ? throw new HubException("No offer.") : Answer;
}
