using System.Net;

namespace Dispatch.Client;

/// <summary>What the server answered: a value, or the problem that it described.</summary>
/// <param name="Status">The HTTP status, also of a refusal.</param>
/// <param name="Value">Null on a refusal and where the answer has no body.</param>
/// <param name="Problem">Null on success; on a refusal always there, made up from the status when the body held none.</param>
/// <param name="RetryAfter">How long the server asks to wait, when it says so in seconds.</param>
public sealed record ApiResponse<T>(HttpStatusCode Status, T? Value, Problem? Problem, TimeSpan? RetryAfter)
{
    public bool IsSuccess => Problem is null;

    /// <summary>The value of an answer that has to be a success, for callers that cannot go on without it.</summary>
    /// <exception cref="InvalidOperationException">The server refused, or sent no value; the message says what.</exception>
    public T Required() => IsSuccess && Value is not null
        ? Value
        : throw new InvalidOperationException($"Expected a value, found {(int)Status}: {Problem}");
}
