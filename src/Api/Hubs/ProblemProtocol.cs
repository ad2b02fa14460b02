using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using Dispatch.Api.Problems;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Dispatch.Api.Hubs;

/// <summary>
/// Gives calls that cannot be bound to a method of the hub the type that REST would give. No filter hears of them:
/// the framework answers them where it reads them.
/// </summary>
public sealed class ProblemProtocol(IHubProtocol inner) : IHubProtocol
{
    private static readonly Problem NoSuchMethod = new(ProblemTypes.NotFound, "Expected a method of this hub.");
    private static readonly Problem OtherArguments = new(ProblemTypes.Validation, "Expected the arguments that the method takes.");

    public string Name => inner.Name;

    public int Version => inner.Version;

    public TransferFormat TransferFormat => inner.TransferFormat;

    public bool TryParseMessage(
        ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        if (!inner.TryParseMessage(ref input, binder, out message))
        {
            return false;
        }

        if (message is InvocationBindingFailureMessage failed)
        {
            message = new InvocationBindingFailureMessage(
                failed.InvocationId, failed.Target, Refusal(failed.BindingFailure.SourceException));
        }

        return true;
    }

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => inner.WriteMessage(message, output);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => inner.GetMessageBytes(message);

    public bool IsVersionSupported(int version) => inner.IsVersionSupported(version);

    // The framework's own exception of this kind says that the hub has no such method.
    private static ExceptionDispatchInfo Refusal(Exception fault) => ExceptionDispatchInfo.Capture(
        new HubException((fault is HubException ? NoSuchMethod : OtherArguments).HubMessage, fault));
}
