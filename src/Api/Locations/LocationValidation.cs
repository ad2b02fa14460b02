using Dispatch.Api.Bodies;
using Dispatch.Api.Problems;
using Dispatch.Domain.Clinics;
using Dispatch.Domain.States;

namespace Dispatch.Api.Locations;

/// <summary>What a location must be.</summary>
public static class LocationValidation
{
    private const int AddressLength = 500;

    /// <param name="before">What the body replaces; of a new location only its ids count.</param>
    /// <returns>Null when there are errors.</returns>
    public static Location? Validate(PutLocationBody body, Location before, FieldErrors errors)
    {
        TextRules.Require(errors, "name", body.Name, TextRules.NameLength);
        TextRules.Check(errors, "address", body.Address, AddressLength, lines: true);
        if (!StateCode.TryParse(body.State, out var state))
        {
            errors.Add("state", "Expected a state's two capital letters.");
        }

        if (body.TimeZone is null || !TimeZones.TryFind(body.TimeZone, out _))
        {
            errors.Add("timeZone", TimeZones.Expected);
        }

        return errors.Any
            ? null
            : before with
            {
                Name = body.Name!.Trim(),
                State = state,
                TimeZone = body.TimeZone!,
                Address = body.Address,
                Active = body.Active ?? true,
            };
    }
}
