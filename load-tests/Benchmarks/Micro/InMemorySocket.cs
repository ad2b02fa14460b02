using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Dispatch.Benchmarks.Micro;

/// <summary>
/// Both ends of a connection that is a pair of pipes: what a message costs without an operating system's sockets, and without
/// a change of threads, which costs more than all the rest and differs by what else the machine does.
/// </summary>
internal sealed class InMemorySocket
{
    private const byte EndOfMessage = 0x1e;

    private static readonly PipeOptions OnTheCallersThread =
        new(readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false);

    private readonly Pipe _toServer = new(OnTheCallersThread);
    private readonly Pipe _toClient = new(OnTheCallersThread);

    public InMemorySocket()
    {
        Server = new End(_toServer.Reader, _toClient.Writer);
        Client = new End(_toClient.Reader, _toServer.Writer);
    }

    public IDuplexPipe Server { get; }

    public IDuplexPipe Client { get; }

    /// <summary>A message with the mark that ends it.</summary>
    public static byte[] Message(string json) => [.. Encoding.UTF8.GetBytes(json), EndOfMessage];

    /// <summary>Sends a message to the server, and takes the one that it answers.</summary>
    public async Task Call(byte[] message)
    {
        await Client.Output.WriteAsync(message);
        await TakeOne(Client.Input, null);
    }

    /// <summary>Sends each message back as it came, until the client ends.</summary>
    public async Task Echo()
    {
        while (await TakeOne(Server.Input, Server.Output))
        {
        }
    }

    /// <summary>Waits for one whole message, and writes it to <paramref name="output"/> where there is one.</summary>
    /// <returns>False when there is none any more.</returns>
    private static async Task<bool> TakeOne(PipeReader input, PipeWriter? output)
    {
        while (true)
        {
            var read = await input.ReadAsync();
            if (read.Buffer.PositionOf(EndOfMessage) is { } end)
            {
                var after = read.Buffer.GetPosition(1, end);
                if (output is not null)
                {
                    foreach (var part in read.Buffer.Slice(0, after))
                    {
                        output.Write(part.Span);
                    }
                }

                input.AdvanceTo(after);
                await (output?.FlushAsync() ?? default);
                return true;
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
            {
                return false;
            }
        }
    }

    private sealed record End(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
