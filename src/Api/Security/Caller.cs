using Dispatch.Domain.Clinics;
using Dispatch.Domain.Ids;

namespace Dispatch.Api.Security;

/// <summary>Who presents a token.</summary>
public abstract class Caller
{
    private Caller(TokenBucket requests) => Requests = requests;

    /// <summary>What this caller may ask per second, over all its connections to this process.</summary>
    public TokenBucket Requests { get; }

    public abstract CallerKind Kind { get; }

    public sealed class OfOperator(TokenBucket requests) : Caller(requests)
    {
        public override CallerKind Kind => CallerKind.Operator;
    }

    public sealed class OfClinic(Clinic clinic, TokenBucket requests) : Caller(requests)
    {
        public Clinic Clinic { get; } = clinic;

        public override CallerKind Kind => CallerKind.Clinic;

        /// <summary>For handlers of endpoints that only clinics may call.</summary>
        public static ValueTask<OfClinic?> BindAsync(HttpContext context) =>
            ValueTask.FromResult(context.Features.Get<Caller>() as OfClinic);
    }

    /// <summary>A clinic's wall board. It has no token of its own, only the session that the clinic began for it.</summary>
    public sealed class OfWall(Clinic clinic, TokenBucket requests) : Caller(requests)
    {
        public Clinic Clinic { get; } = clinic;

        public override CallerKind Kind => CallerKind.Wall;

        /// <summary>For handlers of endpoints that only wall boards may call.</summary>
        public static ValueTask<OfWall?> BindAsync(HttpContext context) =>
            ValueTask.FromResult(context.Features.Get<Caller>() as OfWall);
    }

    public sealed class OfProvider(ProviderId provider, TokenBucket requests) : Caller(requests)
    {
        public ProviderId Provider { get; } = provider;

        public override CallerKind Kind => CallerKind.Provider;

        /// <summary>For handlers of endpoints that only providers may call.</summary>
        public static ValueTask<OfProvider?> BindAsync(HttpContext context) =>
            ValueTask.FromResult(context.Features.Get<Caller>() as OfProvider);
    }
}
