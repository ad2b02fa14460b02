namespace Dispatch.Tests.Simulation.Store;

/// <summary>When the store's work is done, and what goes wrong with it.</summary>
internal interface IStoreConditions
{
    /// <summary>Runs the commit of a batch after the time that a transaction takes.</summary>
    void AtCommit(Action commit);

    /// <summary>Runs something a little later, because nobody waits for it.</summary>
    void AtLeisure(Action commit);

    /// <summary>Runs the answer of a read: not before the caller has gone on.</summary>
    void Soon(Action read);

    AppendFault OfAppend();

    bool FailsRead();
}
