namespace Dispatch.Api.Admission;

/// <summary>Says of an endpoint that it brings new work, which is refused first when there is too much.</summary>
public sealed class AdmissionPoint
{
    public static AdmissionPoint Instance { get; } = new();
}
