namespace Dispatch.Journal.Writing;

/// <summary>Tells of a store whose calls may never return.</summary>
internal interface ICallWatch
{
    /// <summary>Whether a call takes so long that it is not waited for any more. Real time, as the store's is.</summary>
    bool IsStuck { get; }

    /// <summary>The call that is under way is nobody's any more.</summary>
    void Forget();
}
