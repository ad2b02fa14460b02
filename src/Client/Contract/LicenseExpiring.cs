namespace Dispatch.Client.Contract;

public sealed record LicenseExpiring(long Seq, string State, DateOnly ExpiresOn, int DaysLeft);
