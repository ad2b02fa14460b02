using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Dispatch.Api.Problems;

/// <summary>Every refusal that REST and hubs know.</summary>
public static class ProblemTypes
{
    public static readonly ProblemType BadRequest = new("bad-request", 400, "The request is not well-formed");
    public static readonly ProblemType MalformedJson = new("malformed-json", 400, "The body is not JSON");
    public static readonly ProblemType MalformedCsv = new("malformed-csv", 400, "The body is not CSV");
    public static readonly ProblemType Unauthenticated = new("unauthenticated", 401, "A valid token is needed");
    public static readonly ProblemType Forbidden = new("forbidden", 403, "This token may not do that");
    public static readonly ProblemType CrossSite =
        new("cross-site", 403, "The request does not come from a page of this server");

    public static readonly ProblemType NotFound = new("not-found", 404, "There is no such thing");
    public static readonly ProblemType MethodNotAllowed = new("method-not-allowed", 405, "The path does not take this method");
    public static readonly ProblemType IdempotencyKeyReused =
        new("idempotency-key-reused", 409, "The idempotency key was used with another body");

    public static readonly ProblemType AlreadyEnded = new("already-ended", 409, "The consult has ended");
    public static readonly ProblemType Gone = new("gone", 409, "What was acted on is no longer there");
    public static readonly ProblemType NotConnected = new("not-connected", 409, "The provider is not connected");
    public static readonly ProblemType NotStarted = new("not-started", 409, "The consult must be started first");
    public static readonly ProblemType AlreadyExists = new("already-exists", 409, "It exists already and differs");
    public static readonly ProblemType NpiTaken = new("npi-taken", 409, "Another provider has this NPI");
    public static readonly ProblemType VersionConflict = new("version-conflict", 409, "Somebody else changed it in between");
    public static readonly ProblemType TooLarge = new("too-large", 413, "The body is too large");
    public static readonly ProblemType UnsupportedMediaType = new("unsupported-media-type", 415, "The body is not of the media type that is expected here");
    public static readonly ProblemType Validation = new("validation", 422, "Some fields are not as they must be");
    public static readonly ProblemType PlaceholderIdentity =
        new("placeholder-identity", 422, "The patient's identity looks like a placeholder");

    public static readonly ProblemType RuleForbids = new("rule-forbids", 422, "A rule forbids this consult");
    public static readonly ProblemType ControlledSubstance =
        new("controlled-substance", 422, "Controlled substances cannot be ordered here");

    public static readonly ProblemType NotJustified = new("not-justified", 422, "A decision needs its justification");
    public static readonly ProblemType OrdersDoNotMatch =
        new("orders-do-not-match", 422, "An approval needs one order for each service that was asked for");

    public static readonly ProblemType NotEligible = new("not-eligible", 422, "The provider may not serve this consult");
    public static readonly ProblemType Suspended = new("suspended", 422, "The provider is suspended");
    public static readonly ProblemType NoValidLicense = new("no-valid-license", 422, "The provider has no valid licence");
    public static readonly ProblemType NoSuchModality =
        new("no-such-modality", 422, "The provider holds no consults of this modality");

    public static readonly ProblemType OutsideShift = new("outside-shift", 422, "The provider has no shift now");
    public static readonly ProblemType RateLimited = new("rate-limited", 429, "Too many requests");
    public static readonly ProblemType TooManyOpenConsults =
        new("too-many-open-consults", 429, "The clinic has as many open consults as it may have");

    public static readonly ProblemType TooManyLocations =
        new("too-many-locations", 409, "The clinic has as many locations as it may have");

    public static readonly ProblemType OnlyNode = new("only-node", 409, "No other process would take over");
    public static readonly ProblemType Busy =
        new("busy", 429, "The service takes no more consults at this moment");

    public static readonly ProblemType OverShare =
        new("over-share", 429, "The clinic asks for more than its share of an overloaded service");

    public static readonly ProblemType LineFull = new("line-full", 429, "The state's waiting line is full");
    public static readonly ProblemType TooManySettings = new("too-many-settings", 429, "There are as many settings as there may be");
    public static readonly ProblemType TooManyConnections = new("too-many-connections", 429, "Too many connections");
    public static readonly ProblemType Internal = new("internal", 500, "Something went wrong here");
    public static readonly ProblemType Closed = new("closed", 503, "Consults are not served at this hour");
    public static readonly ProblemType StoreUnavailable = new("store-unavailable", 503, "The store cannot be used now");
    public static readonly ProblemType Draining = new("draining", 503, "This process is being taken out of service");
    public static readonly ProblemType Overloaded = new("overloaded", 503, "The service is overloaded");

    /// <summary>In the order of their names; names are distinct.</summary>
    public static ImmutableArray<ProblemType> All { get; } =
    [
        AlreadyEnded, AlreadyExists, BadRequest, Busy, Closed, ControlledSubstance, CrossSite, Draining, Forbidden, Gone,
        IdempotencyKeyReused, Internal, LineFull, MalformedCsv, MalformedJson, MethodNotAllowed, NoSuchModality, NoValidLicense,
        NotConnected, NotEligible, NotFound, NotJustified, NotStarted, NpiTaken, OnlyNode, OrdersDoNotMatch, OutsideShift,
        OverShare, Overloaded, PlaceholderIdentity, RateLimited, RuleForbids, StoreUnavailable, Suspended, TooLarge, TooManyConnections, TooManyLocations,
        TooManyOpenConsults, TooManySettings, Unauthenticated, UnsupportedMediaType, Validation, VersionConflict,
    ];

    private static readonly FrozenDictionary<int, ProblemType> ByFrameworkStatus = new[]
    {
        BadRequest, Unauthenticated, Forbidden, NotFound, MethodNotAllowed, TooLarge, UnsupportedMediaType, RateLimited,
        Internal, Overloaded,
    }.ToFrozenDictionary(t => t.Status);

    /// <summary>The type of a refusal that the web framework made itself and knows only by its status.</summary>
    public static ProblemType OfFrameworkStatus(int status) =>
        ByFrameworkStatus.GetValueOrDefault(status, status >= 500 ? Internal : BadRequest);
}
