using System.Security.Cryptography;
using Dispatch.Domain.Ids;

namespace Dispatch.Journal;

/// <summary>The operating system's generator, drawn from in blocks because a draw is a system call.</summary>
public sealed class SystemRandomSource : IRandomSource
{
    private const int BlockBytes = 1024;

    [ThreadStatic]
    private static Block? _block;

    public void Fill(Span<byte> bytes)
    {
        if (bytes.Length > BlockBytes)
        {
            RandomNumberGenerator.Fill(bytes);
            return;
        }

        (_block ??= new Block()).Take(bytes);
    }

    private sealed class Block
    {
        private readonly byte[] _bytes = new byte[BlockBytes];
        private int _used = BlockBytes;

        public void Take(Span<byte> destination)
        {
            if (destination.Length > BlockBytes - _used)
            {
                RandomNumberGenerator.Fill(_bytes);
                _used = 0;
            }

            var taken = _bytes.AsSpan(_used, destination.Length);
            taken.CopyTo(destination);

            // What was handed out may have become a key: it stays nowhere else.
            taken.Clear();
            _used += destination.Length;
        }
    }
}
