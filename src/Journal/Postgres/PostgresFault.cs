using System.Collections.Frozen;
using Npgsql;

namespace Dispatch.Journal.Postgres;

/// <summary>What Npgsql throws as the journal's exceptions: the one place where they are translated.</summary>
internal static class PostgresFault
{
    private const string DataException = "22";
    private const string IntegrityViolation = "23";
    private const string ProgramLimitExceeded = "54";

    /// <summary>Keys that two processes may write at once: the loser reads again.</summary>
    private static readonly FrozenSet<string> ContendedKeys =
        new[] { "events_version", "claims_key", "grain_states_key", "provider_licenses_key" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Of rows that are inserted as new.</summary>
    private static readonly FrozenSet<string> KeysOfNewRows =
        new[] { "tickets_key", "consults_key", "orders_key" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a row was not there that changes, which divides by zero, or was there that is new.</summary>
    public static bool IsUnexpectedRow(PostgresException error) => error.SqlState switch
    {
        PostgresErrorCodes.DivisionByZero => true,
        PostgresErrorCodes.UniqueViolation => KeysOfNewRows.Contains(error.ConstraintName ?? ""),
        _ => false,
    };

    /// <summary>Of anything but a COMMIT.</summary>
    public static Exception Of(Exception error) => error switch
    {
        PostgresException answer => OfAnswer(answer),
        NpgsqlException { InnerException: TimeoutException } or TimeoutException =>
            new StoreUnavailableException("PostgreSQL did not answer in time.", error),
        _ => new StoreUnavailableException($"PostgreSQL cannot be reached: {error.Message}", error),
    };

    /// <summary>Of a COMMIT, or of what was sent together with it.</summary>
    public static Exception OfCommit(Exception error) => error switch
    {
        // An error ends the transaction. Whatever else ends the connection may have come after the COMMIT took effect.
        PostgresException { InvariantSeverity: "ERROR" } answer => OfAnswer(answer),
        _ => new AppendOutcomeUnknownException($"PostgreSQL did not answer a COMMIT: {error.Message}", error),
    };

    private static Exception OfAnswer(PostgresException answer)
    {
        var text = $"PostgreSQL answered {answer.SqlState}: {answer.MessageText}.";
        return answer.SqlState switch
        {
            PostgresErrorCodes.UniqueViolation when ContendedKeys.Contains(answer.ConstraintName ?? "") =>
                new LostRaceException(text),
            PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected =>
                new LostRaceException(text),
            { } state when state.StartsWith(DataException, StringComparison.Ordinal)
                || state.StartsWith(IntegrityViolation, StringComparison.Ordinal)
                || state.StartsWith(ProgramLimitExceeded, StringComparison.Ordinal) => new RefusedByStoreException(text),
            _ => new StoreUnavailableException(text, answer),
        };
    }
}
