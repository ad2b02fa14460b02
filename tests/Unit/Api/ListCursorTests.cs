using Dispatch.Api.Consults;
using Dispatch.Domain.Ids;

namespace Dispatch.Tests.Unit.Api;

public class ListCursorTests
{
    [Fact]
    public void TryDecode_WhatWasEncoded_IsTheSamePlace()
    {
        var at = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero).AddMicroseconds(123_457);
        var id = ConsultId.Of("cns_01jd7aaaaaaaaaaaaaaaaaaaaa");

        Assert.True(ListCursor.TryDecode(ListCursor.Encode(at, id), out var place));
        Assert.Equal((at, id), place);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("!!!!")]
    [InlineData("MTIz")]
    [InlineData("LTE6Y25zXzAxamQ3YWFhYWFhYWFhYWFhYWFhYWFhYWFh")]
    public void TryDecode_AnythingElse_IsRefused(string text) => Assert.False(ListCursor.TryDecode(text, out _));
}
