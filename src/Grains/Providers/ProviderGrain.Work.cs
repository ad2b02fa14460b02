using System.Collections.Immutable;
using Dispatch.Domain.Pools;
using Dispatch.Domain.Providers;
using Dispatch.Domain.States;
using Dispatch.Grains.Pools;

namespace Dispatch.Grains.Providers;

/// <summary>How a provider that is free finds work, and how pools come to list it.</summary>
public sealed partial class ProviderGrain
{
    private readonly WorkSearch _search = new();

    // Which pools list this provider, and with what, as far as it knows: it was told so, or told them. A pool that lists
    // it will ask by itself, so only the others need to hear that it is free.
    private readonly SortedDictionary<StateCode, ImmutableArray<Modality>> _listed = [];

    public Task NoWork(StateCode state, long stamp)
    {
        if (_search.Asked == state)
        {
            AskNextState();
            ArmTimer();
        }

        return Task.CompletedTask;
    }

    public Task ReportAvailability(StateCode state, Candidate? listed)
    {
        if (_desk?.AsCandidate(state, time.GetUtcNow()) is { } candidate)
        {
            if (listed is not null && candidate.SaysTheSameAs(listed))
            {
                ListedAs(state, candidate);
            }
            else
            {
                Announce(state, candidate);
            }
        }
        else
        {
            // A pool asks whom it does not list, perhaps because it was activated anew: once there is something free, it is told.
            _listed.Remove(state);
        }

        return Task.CompletedTask;
    }

    /// <summary>Forgets who lists the provider, and looks for work: licences or duty changed.</summary>
    private void AnnounceAgain()
    {
        _listed.Clear();
        LookForWork();
        ArmTimer();
    }

    private void LookForWork()
    {
        ShowHowIdle();
        if (_desk is null
            || _desk.State.Duty != Duty.Available
            || !_desk.Connected
            || _desk.FreeModalities() is not { IsEmpty: false } free)
        {
            _search.End();
            return;
        }

        if (poolNews.IsCheap)
        {
            // Since when it is idle is news for those too that list it.
            _listed.Clear();
        }

        var now = time.GetUtcNow();
        _search.Begin(_desk.LicensedStates(now).Where(s => !IsListedFully(s, free)), board);
        AskNextState();
    }

    /// <summary>To the pools of this process, so that they need not ask to find out.</summary>
    private void ShowHowIdle()
    {
        if (_desk is { State.Duty: Duty.Available, Connected: true } && !_desk.FreeModalities().IsEmpty)
        {
            idleBoard.Idle(_id, _desk.IdleSince);
        }
        else
        {
            idleBoard.Busy(_id);
        }
    }

    /// <summary>A search that an offer cut short goes on for the slots that are left: the states not asked yet have not heard.</summary>
    private void SearchForWhatIsLeft()
    {
        var wasSearching = _search.Asked is not null;
        _search.End();
        if (wasSearching)
        {
            LookForWork();
        }
    }

    private void AskNextState()
    {
        var now = time.GetUtcNow();
        while (_search.Next(now) is { } state)
        {
            if (_desk!.AsCandidate(state, now) is { } candidate)
            {
                ListedAs(state, candidate);
                _ = GrainFactory.GetGrain<IStateLicensePoolGrain>(state.Value).Claim(candidate);
                return;
            }
        }

        AnnounceWhereNotListed(now);
    }

    private void AnnounceWhereNotListed(DateTimeOffset now)
    {
        var free = _desk!.FreeModalities();
        foreach (var state in _desk.LicensedStates(now))
        {
            if (!IsListedFully(state, free) && _desk.AsCandidate(state, now) is { } candidate)
            {
                Announce(state, candidate);
            }
        }
    }

    private void Announce(StateCode state, Candidate candidate)
    {
        ListedAs(state, candidate);
        poolNews.Announce(state, candidate);
    }

    /// <summary>A slot was taken: the pools that list it hear so where that is cheap, and by a refusal where it is not.</summary>
    /// <param name="but">The state whose pool knows.</param>
    private void TellBusy(StateCode but, DateTimeOffset now)
    {
        if (!poolNews.IsCheap)
        {
            return;
        }

        foreach (var state in _listed.Keys.Where(s => s != but).ToList())
        {
            if (_desk!.AsCandidate(state, now) is { } candidate)
            {
                Announce(state, candidate);
            }
            else
            {
                ListedAs(state, null);
                poolNews.Withdraw(state, _id, _desk.NextStamp(now));
            }
        }
    }

    private bool IsListedFully(StateCode state, ImmutableArray<Modality> free)
    {
        if (!_listed.TryGetValue(state, out var modalities))
        {
            return false;
        }

        foreach (var modality in free)
        {
            if (!modalities.Contains(modality))
            {
                return false;
            }
        }

        return true;
    }

    private void ListedAs(StateCode state, Candidate? candidate)
    {
        if (candidate is null)
        {
            _listed.Remove(state);
        }
        else
        {
            _listed[state] = candidate.Modalities;
        }
    }
}
