namespace Dispatch.Journal.Writing;

internal enum QueueAnswer
{
    Taken,
    Full,
    Closed,
}
