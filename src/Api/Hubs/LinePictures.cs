using Dispatch.Api.Hours;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Grains.Pools;

namespace Dispatch.Api.Hubs;

/// <summary>The lines as they look from here now. Takes no call to a grain.</summary>
public sealed class LinePictures(StateBoard board, ConnectionRegistry connections, OpeningHours hours, TimeProvider time)
{
    /// <param name="clinic">Whose hours narrow the deployment's; null for the deployment's alone.</param>
    public LinePicture Of(StateCode state, ClinicId? clinic) => new(board.Of(state), connections.OnDuty(state).Length, IsOpen(clinic));

    /// <inheritdoc cref="LinePicture.Open"/>
    public bool IsOpen(ClinicId? clinic) => hours.IsOpen(clinic, time.GetUtcNow());
}
