namespace Dispatch.Engine;

/// <summary>Why an activation ends.</summary>
public readonly struct DeactivationReason(DeactivationReasonCode reasonCode, string text)
{
    public DeactivationReasonCode ReasonCode { get; } = reasonCode;

    public string Description { get; } = text;
}
