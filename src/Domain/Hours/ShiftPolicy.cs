namespace Dispatch.Domain.Hours;

/// <param name="ShiftsRequired">Whether providers are on duty in their shifts only.</param>
public sealed record ShiftPolicy(bool ShiftsRequired)
{
    public static ShiftPolicy Default { get; } = new(ShiftsRequired: false);
}
