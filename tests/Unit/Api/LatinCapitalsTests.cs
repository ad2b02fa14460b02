using Dispatch.Api.Consults;

namespace Dispatch.Tests.Unit.Api;

public class LatinCapitalsTests
{
    [Theory]
    [InlineData("ZOE\u0308", "ZO\u00CB")]
    [InlineData("E\u0301CLAIR", "\u00C9CLAIR")]
    [InlineData("NGUYE\u0302\u0303N", "NGUY\u1EC4N")]
    [InlineData("VIE\u0323\u0302T", "VI\u1EC6T")]
    [InlineData("DVOR\u030CA\u0301K", "DVO\u0158\u00C1K")]
    public void Compose_ALetterAndItsMarks_AreOneCharacter(string apart, string together) =>
        Assert.Equal(together, LatinCapitals.Compose(apart));

    [Theory]
    [InlineData("")]
    [InlineData("OKONKWO")]
    [InlineData("\u0301X")]
    [InlineData("X\u0301")]
    [InlineData("\u0418\u0306")]
    [InlineData("\U0001F600\u0301")]
    public void Compose_WhatHasNoSuchLetter_StaysAsItIs(string text) => Assert.Equal(text, LatinCapitals.Compose(text));
}
