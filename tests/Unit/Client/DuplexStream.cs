using System.IO.Pipelines;

namespace Dispatch.Tests.Unit.Client;

/// <summary>One end of a two-way connection in memory.</summary>
internal sealed class DuplexStream(PipeReader reader, PipeWriter writer) : Stream
{
    private readonly Stream _incoming = reader.AsStream(leaveOpen: true);
    private readonly Stream _outgoing = writer.AsStream();

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static (DuplexStream One, DuplexStream Other) Pair()
    {
        var there = new Pipe();
        var back = new Pipe();
        return (
            new DuplexStream(back.Reader, there.Writer),
            new DuplexStream(there.Reader, back.Writer));
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _incoming.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _outgoing.WriteAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => _outgoing.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => _incoming.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count) => _outgoing.Write(buffer, offset, count);

    public override void Flush() => _outgoing.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        // Both directions end, and a read that waits wakes up, as with a socket.
        reader.CancelPendingRead();
        _outgoing.Dispose();
        base.Dispose(disposing);
    }
}
