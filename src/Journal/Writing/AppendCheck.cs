namespace Dispatch.Journal.Writing;

/// <summary>Holds every request to <see cref="JournalLimits"/> before it is queued.</summary>
internal static class AppendCheck
{
    /// <exception cref="ArgumentException">The request is over a limit; the message says which.</exception>
    public static void Check(AppendRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Text(request.Stream, JournalLimits.StreamNameLength, "stream name");
        ArgumentOutOfRangeException.ThrowIfNegative(request.ExpectedVersion, nameof(request));
        if (request.Events.IsDefault || request.Rows.IsDefault || request.Claims.IsDefault)
        {
            throw new ArgumentException("Expected events, rows and claims, found a default array.", nameof(request));
        }

        Count(request.Events.Length, 1, JournalLimits.EventsPerAppend, "events");
        Count(request.Rows.Length, 0, JournalLimits.RowsPerAppend, "rows");
        Count(request.Claims.Length, 0, JournalLimits.ClaimsPerAppend, "claims");
        foreach (var newEvent in request.Events)
        {
            Text(newEvent.Id.Value, JournalLimits.StreamNameLength, "event id");
            Text(newEvent.Type, JournalLimits.StreamNameLength, "event type");
            Count(newEvent.Payload.Length, 0, JournalLimits.PayloadBytes, "bytes of payload");
        }

        foreach (var claim in request.Claims)
        {
            Text(claim.Scope, JournalLimits.ClaimLength, "claim scope");
            Text(claim.Key, JournalLimits.ClaimLength, "claim key");
            Text(claim.Holder, JournalLimits.ClaimLength, "claim holder");
        }
    }

    private static void Text(string? text, int lengthMaximum, string what)
    {
        if (string.IsNullOrEmpty(text) || text.Length > lengthMaximum)
        {
            throw new ArgumentException($"Expected a {what} of 1 to {lengthMaximum} characters, found {text?.Length ?? 0}.");
        }

        // Not every store keeps it in text; in bodies and payloads it is as good as any other character.
        if (text.Contains('\0'))
        {
            throw new ArgumentException($"Expected a {what} without U+0000.");
        }
    }

    private static void Count(int count, int minimum, int maximum, string what)
    {
        if (count < minimum || count > maximum)
        {
            throw new ArgumentException($"Expected {minimum} to {maximum} {what}, found {count}.");
        }
    }
}
