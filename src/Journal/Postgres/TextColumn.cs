using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Dispatch.Journal.Postgres;

/// <summary>A column of text. What PostgreSQL cannot keep is refused here, before anything of the batch is sent.</summary>
internal sealed class TextColumn : IArrayColumn
{
    private const char Nul = '\0';

    private readonly ArrayColumn<string?> _values = new(NpgsqlDbType.Text);

    public int Count => _values.Count;

    /// <exception cref="RefusedByStoreException">The text is not well-formed UTF-16, or there is U+0000 in it.</exception>
    public void Add(string? value)
    {
        if (value is not null && !IsKept(value))
        {
            throw new RefusedByStoreException("Expected well-formed text without U+0000.");
        }

        _values.Add(value);
    }

    public NpgsqlParameter NewParameter() => _values.NewParameter();

    public void Clear() => _values.Clear();

    private static bool IsKept(ReadOnlySpan<char> text)
    {
        if (text.Contains(Nul))
        {
            return false;
        }

        while (text.IndexOfAnyInRange('\ud800', '\udfff') is >= 0 and var index)
        {
            if (Rune.DecodeFromUtf16(text[index..], out _, out var consumed) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            text = text[(index + consumed)..];
        }

        return true;
    }
}
