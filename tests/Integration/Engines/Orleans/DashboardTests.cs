using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration;

/// <summary>Orleans' own dashboard, which shows and does what only the operator may.</summary>
public sealed class DashboardTests
{
    private const string Page = "/orleans/";
    private const string Counters = "/orleans/DashboardCounters";

    [Fact]
    public async Task Dashboard_IsForTheOperatorAlone_ByTokenOrByPassword()
    {
        await using var server = await DispatchHost.Start(new DispatchHostOptions
        {
            Time = TimeProvider.System,
            Settings = new Dictionary<string, string> { ["Dispatch:Cluster:Dashboard"] = "true" },
        });
        var clinic = await server.AddClinic();
        var provider = await server.AddProvider("CA");

        foreach (var path in (string[])[Page, Counters])
        {
            var nobody = await Get(server, path, null);
            Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);

            // What makes a browser ask for a password.
            Assert.Equal("Basic", Assert.Single(nobody.Headers.WwwAuthenticate).Scheme);
            Assert.Equal(HttpStatusCode.Unauthorized, (await Get(server, path, Password("ot_" + new string('0', 40)))).StatusCode);
            foreach (var token in (string[])[clinic.ApiKey, provider.AccessToken])
            {
                Assert.Equal(HttpStatusCode.Forbidden, (await Get(server, path, Bearer(token))).StatusCode);
                Assert.Equal(HttpStatusCode.Forbidden, (await Get(server, path, Password(token))).StatusCode);
            }

            Assert.Equal(HttpStatusCode.OK, (await Get(server, path, Bearer(server.OperatorToken))).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await Get(server, path, Password(server.OperatorToken))).StatusCode);
        }
    }

    [Fact]
    public async Task Dashboard_WhereItIsNotSwitchedOn_IsNotThere()
    {
        await using var server = await DispatchHost.Start(DispatchHostOptions.RealTime);

        Assert.Equal(HttpStatusCode.NotFound, (await Get(server, Page, Bearer(server.OperatorToken))).StatusCode);
    }

    private static AuthenticationHeaderValue Bearer(string token) => new("Bearer", token);

    private static AuthenticationHeaderValue Password(string token) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("anybody:" + token)));

    private static Task<HttpResponseMessage> Get(DispatchHost server, string path, AuthenticationHeaderValue? authorization) =>
        server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = authorization } });
}
