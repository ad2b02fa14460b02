using Dispatch.Domain.Ids;
using Dispatch.Domain.States;

namespace Dispatch.Api.Hubs;

/// <summary>The lines that a socket watches, and how each looked before what it was last told of it was read. For one caller at a time.</summary>
/// <param name="told">Of every state that is watched.</param>
public sealed class WaitTimeWatch(HubSocket socket, ClinicId clinic, Dictionary<StateCode, LinePicture> told)
{
    public HubSocket Socket => socket;

    public ClinicId Clinic => clinic;

    public IReadOnlyCollection<StateCode> States => told.Keys;

    /// <summary>Whether a state that is watched looked otherwise before the socket was last told of it.</summary>
    public bool IsNews(StateCode state, LinePicture picture) => told[state] != picture;

    public void Told(IReadOnlyDictionary<StateCode, LinePicture> news)
    {
        foreach (var (state, picture) in news)
        {
            told[state] = picture;
        }
    }
}
