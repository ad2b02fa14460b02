namespace Dispatch.Journal.Writing;

internal interface ITransactionWork
{
    void Execute(IWriteSession session);
}
