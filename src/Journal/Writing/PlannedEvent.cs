namespace Dispatch.Journal.Writing;

internal readonly record struct PlannedEvent(string Stream, long Version, NewEvent Event, byte[] Hash);
