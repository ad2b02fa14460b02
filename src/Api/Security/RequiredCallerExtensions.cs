namespace Dispatch.Api.Security;

public static class RequiredCallerExtensions
{
    public static TBuilder RequireCaller<TBuilder>(this TBuilder endpoints, CallerKind kind, bool tokenInQuery = false)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new RequiredCaller(kind, tokenInQuery));
}
