using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Dispatch.Api.Bodies;
using Dispatch.Api.Problems;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Journal.Queries;
using Microsoft.AspNetCore.Mvc;

namespace Dispatch.Api.Consults;

/// <summary>Which consults a list is to show, as a query says it.</summary>
/// <param name="Status">One or several, separated by commas.</param>
/// <param name="Since">By the time of request, inclusive; <paramref name="Until"/> is exclusive.</param>
/// <param name="Sort"><c>-requestedAt</c>, the default, or <c>requestedAt</c>.</param>
/// <param name="Limit">Per page; 50 by default, at most 200.</param>
/// <param name="Cursor">The <c>nextCursor</c> of the page before.</param>
public sealed partial record ConsultListing(
    [FromQuery(Name = "status")] string? Status,
    [FromQuery(Name = "state")] string? State,
    [FromQuery(Name = "since")] string? Since,
    [FromQuery(Name = "until")] string? Until,
    [FromQuery(Name = "sort")] string? Sort,
    [FromQuery(Name = "limit")] string? Limit,
    [FromQuery(Name = "cursor")] string? Cursor)
{
    private const char Separator = ',';

    /// <summary>What the store is asked for, one more than a page shows; null when something is wrong with the query.</summary>
    public ConsultFilter? ToFilter(ClinicId clinic, ApiLimits limits, FieldErrors errors)
    {
        var filter = new ConsultFilter(
            clinic,
            null,
            StateOf(errors),
            TimeOf("since", Since, errors),
            CursorOf(errors),
            PageLimit.Of(Limit, limits.PageSize, errors) + 1)
        {
            Statuses = StatusesOf(errors),
            Until = TimeOf("until", Until, errors),
            OldestFirst = IsOldestFirst(errors),
        };
        return errors.Any ? null : filter;
    }

    private ImmutableArray<ConsultStatus> StatusesOf(FieldErrors errors)
    {
        var statuses = ImmutableArray.CreateBuilder<ConsultStatus>();
        foreach (var text in (Status ?? "").Split(Separator, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!text.Any(char.IsAsciiDigit) && char.IsAsciiLetterLower(text[0])
                && Enum.TryParse<ConsultStatus>(text, ignoreCase: true, out var status) && status != ConsultStatus.None)
            {
                statuses.Add(status);
                continue;
            }

            errors.Add("status", "Expected waiting, offered, assigned, inProgress, completed, cancelled or expired.");
            break;
        }

        return statuses.ToImmutable();
    }

    private StateCode? StateOf(FieldErrors errors)
    {
        if (string.IsNullOrEmpty(State))
        {
            return null;
        }

        if (StateCode.TryParse(State, out var state))
        {
            return state;
        }

        errors.Add("state", "Expected a state's two capital letters.");
        return null;
    }

    private static DateTimeOffset? TimeOf(string field, string? text, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        // The parser alone takes a time without a day too, for today.
        if (Rfc3339().IsMatch(text) && DateTimeOffset.TryParse(
            text.ToUpperInvariant(), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time))
        {
            return time;
        }

        errors.Add(field, "Expected a time as RFC 3339 writes it, for instance 2026-11-22T13:00:00Z.");
        return null;
    }

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex Rfc3339();

    private bool IsOldestFirst(FieldErrors errors)
    {
        if (Sort is null or "" or "-requestedAt")
        {
            return false;
        }

        if (Sort != "requestedAt")
        {
            errors.Add("sort", "Expected requestedAt or -requestedAt.");
        }

        return true;
    }

    private (DateTimeOffset, ConsultId)? CursorOf(FieldErrors errors)
    {
        if (string.IsNullOrEmpty(Cursor))
        {
            return null;
        }

        if (ListCursor.TryDecode(Cursor, out var place))
        {
            return place;
        }

        errors.Add("cursor", "Expected the nextCursor of a page.");
        return null;
    }
}
