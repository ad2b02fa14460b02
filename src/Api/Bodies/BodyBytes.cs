using System.Buffers;
using System.IO.Pipelines;

namespace Dispatch.Api.Bodies;

/// <summary>Reads a request's body, of which the server limits the length.</summary>
internal static class BodyBytes
{
    /// <exception cref="BadHttpRequestException">It is too long, or broken off.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAll(PipeReader reader, CancellationToken aborted)
    {
        var first = await reader.ReadAsync(aborted);
        if (first.IsCompleted)
        {
            var whole = first.Buffer.ToArray();
            reader.AdvanceTo(first.Buffer.End);
            return whole;
        }

        var content = new ArrayBufferWriter<byte>((int)first.Buffer.Length * 2 + 1);
        for (var part = first; ; part = await reader.ReadAsync(aborted))
        {
            foreach (var segment in part.Buffer)
            {
                content.Write(segment.Span);
            }

            reader.AdvanceTo(part.Buffer.End);
            if (part.IsCompleted)
            {
                return content.WrittenMemory;
            }
        }
    }
}
