namespace Dispatch.Api.Operations;

/// <summary>Licences that end within 60 days or have ended, the earliest first.</summary>
/// <param name="Truncated">True when there are more than are listed.</param>
public sealed record LicenseWarningsBody(DateTimeOffset At, IReadOnlyList<LicenseWarningBody> Licenses, bool Truncated);
