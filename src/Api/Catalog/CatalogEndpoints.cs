using Dispatch.Api.Bodies;
using Dispatch.Domain.Services;

namespace Dispatch.Api.Catalog;

/// <summary>What pages know before anybody signs in. Open to everybody who can reach the server.</summary>
public static class CatalogEndpoints
{
    private static readonly ServiceBody[] Services = [.. ServiceCatalog.All.Select(BodyOf)];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/time", GetTime)
            .WithTags("Catalogue")
            .WithName("getTime")
            .WithSummary("The server's time, to compare a viewer's clock with")
            .Produces<ServerTimeBody>();
        routes.MapGet("/v1/services", GetServices)
            .WithTags("Catalogue")
            .WithName("getServices")
            .WithSummary("The services that consults may be for, with the forms of their orders")
            .Produces<ServiceBody[]>();
    }

    private static JsonAnswer<ServerTimeBody> GetTime(TimeProvider time) =>
        new(new ServerTimeBody(time.GetUtcNow()), ApiJson.Default.ServerTimeBody);

    private static JsonAnswer<ServiceBody[]> GetServices() => new(Services, ApiJson.Default.ServiceBodyArray);

    private static ServiceBody BodyOf(Service service) => new(
        service.Id,
        service.Name,
        service.Modalities,
        service.Credentials,
        service.IsPrescription,
        [.. OrderForms.Of(service.Id).Select(f => new OrderFieldBody(
            f.Name, f.Label, f.Kind, f.Required, f.Unit, f.Choices.IsEmpty ? null : f.Choices))]);
}
