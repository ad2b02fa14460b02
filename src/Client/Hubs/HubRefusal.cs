namespace Dispatch.Client.Hubs;

/// <summary>Why a hub call was refused.</summary>
/// <param name="Type">The same stable name as the REST problem has; <c>about:blank</c> when the server named none.</param>
public sealed record HubRefusal(string Type, string Message)
{
    private const string Untyped = "about:blank";
    private const string WrapperEnd = " on the server. ";
    private static readonly string[] Wrappers = ["An unexpected error occurred invoking '", "Failed to invoke '"];

    /// <param name="error">
    /// <c>problem type: message</c>, bare or as the server framework wraps it
    /// (<c>An unexpected error occurred invoking 'X' on the server. HubException: problem type: message</c>).
    /// </param>
    public static HubRefusal Parse(string error)
    {
        var text = Unwrap(error);

        // The type is a URI: it holds colons, but no blank.
        var end = text.IndexOf(": ", StringComparison.Ordinal);
        return end > 0 && !text.AsSpan(0, end).Contains(' ') && text.AsSpan(0, end).ContainsAny(':', '/')
            ? new(text[..end], text[(end + 2)..])
            : new(Untyped, text);
    }

    private static string Unwrap(string error)
    {
        if (!Wrappers.Any(wrapper => error.StartsWith(wrapper, StringComparison.Ordinal)))
            return error;

        var inner = error.IndexOf(WrapperEnd, StringComparison.Ordinal);
        if (inner < 0)
            return error;

        var exception = error.IndexOf(": ", inner + WrapperEnd.Length, StringComparison.Ordinal);
        return exception < 0 ? error : error[(exception + 2)..];
    }
}
