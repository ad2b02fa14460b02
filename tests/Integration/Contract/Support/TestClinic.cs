using System.Net;
using System.Text.Json.Nodes;

namespace Dispatch.Tests.Integration.Contract.Support;

public sealed record TestClinic(string Id, string ApiKey, Rest Rest)
{
    /// <summary>Answered 201, or the test fails.</summary>
    /// <returns>The consult's id.</returns>
    public async Task<string> Request(JsonObject consult, string? key = null) =>
        (await Rest.Post("/v1/consults", consult, key)).Is(HttpStatusCode.Created).GetProperty("id").GetString()!;

    public async Task<string> StatusOf(string consult) =>
        (await Rest.Get($"/v1/consults/{consult}")).Is(HttpStatusCode.OK).GetProperty("status").GetString()!;
}
