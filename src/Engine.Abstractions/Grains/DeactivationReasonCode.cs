namespace Dispatch.Engine;

/// <summary>The kinds of <see cref="DeactivationReason"/> that the embedded engine gives; a subset of Orleans'.</summary>
public enum DeactivationReasonCode : byte
{
    None,
    ShuttingDown,
    ActivationFailed,
    ActivationIdle,
    ApplicationRequested,
}
