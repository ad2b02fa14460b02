using Dispatch.Journal;

namespace Dispatch.Hosting.Calls;

/// <summary>
/// The store's faults as they cross processes: with what happened, without the driver's own exception inside, which
/// only this process knows and which is in its log.
/// </summary>
public sealed class StoreFaults : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (AppendOutcomeUnknownException fault) when (fault.InnerException is not null)
        {
            throw new AppendOutcomeUnknownException(fault.Message);
        }
        catch (StoreUnavailableException fault) when (fault.InnerException is not null)
        {
            throw new StoreUnavailableException(fault.Message);
        }
    }
}
