using Dispatch.Api.Pages;
using Dispatch.Api.Security;
using Microsoft.AspNetCore.Http;

namespace Dispatch.Tests.Unit.Api;

public class SameOriginTests
{
    private static readonly PublicAddress AsAsked = new(null);

    [Theory]
    [InlineData("POST", "same-origin", null, true)]
    [InlineData("POST", "none", null, false)]
    [InlineData("POST", "cross-site", "http://dispatch.example:5080", false)]
    [InlineData("POST", null, "http://dispatch.example:5080", true)]
    [InlineData("POST", null, "HTTP://DISPATCH.EXAMPLE:5080", true)]
    [InlineData("POST", null, "http://dispatch.example", false)]
    [InlineData("POST", null, "https://dispatch.example:5080", false)]
    [InlineData("POST", null, "null", false)]
    [InlineData("POST", null, null, false)]
    [InlineData("GET", null, null, true)]
    [InlineData("GET", "none", null, true)]
    [InlineData("GET", "same-site", null, false)]
    [InlineData("HEAD", null, null, true)]
    [InlineData("PUT", null, null, false)]
    [InlineData("DELETE", "", "", false)]
    public void Allows_ARequestWithACookie_ThatComesFromHereOrOnlyReads(string method, string? site, string? origin, bool allowed) =>
        Assert.Equal(allowed, SameOrigin.Allows(Request(method, site, origin), AsAsked));

    [Fact]
    public void Allows_AWebSocketThatSaysNothing_IsFalse()
    {
        var request = Request("GET", null, null);
        request.Headers.Upgrade = "WebSocket";

        Assert.False(SameOrigin.Allows(request, AsAsked));
        request.Headers.Origin = "http://dispatch.example:5080";
        Assert.True(SameOrigin.Allows(request, AsAsked));
    }

    [Fact]
    public void Allows_BehindAProxy_GoesByTheConfiguredAddress()
    {
        var address = new PublicAddress("https://dispatch.example/");

        Assert.True(SameOrigin.Allows(Request("POST", null, "https://dispatch.example"), address));
        Assert.False(SameOrigin.Allows(Request("POST", null, "http://dispatch.example:5080"), address));
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("same-origin", null, false)]
    [InlineData("cross-site", null, true)]
    [InlineData(null, "https://elsewhere.example", true)]
    public void IsCrossSite_OnlyWhatSaysSo(string? site, string? origin, bool isCrossSite) =>
        Assert.Equal(isCrossSite, SameOrigin.IsCrossSite(Request("POST", site, origin), AsAsked));

    [Theory]
    [InlineData("dispatch.example")]
    [InlineData("ftp://dispatch.example")]
    public void PublicAddress_OfNoPage_IsRefused(string text) =>
        Assert.Throws<InvalidOperationException>(() => new PublicAddress(text));

    private static HttpRequest Request(string method, string? site, string? origin)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        request.Scheme = "http";
        request.Host = new HostString("dispatch.example", 5080);
        if (site is not null)
        {
            request.Headers["Sec-Fetch-Site"] = site;
        }

        if (origin is not null)
        {
            request.Headers.Origin = origin;
        }

        return request;
    }
}
