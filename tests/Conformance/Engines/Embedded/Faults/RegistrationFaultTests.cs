using Dispatch.Domain.Providers;
using Dispatch.Grains.Providers;
using Dispatch.Journal;
using Dispatch.Tests.Simulation.Store;

namespace Dispatch.Tests.Conformance.Engines.Embedded.Faults;

/// <summary>A provider is created once, and whoever did not hear so asks again.</summary>
public sealed class RegistrationFaultTests : IAsyncDisposable
{
    private static readonly ReadOnlyMemory<byte> Token = Enumerable.Repeat((byte)1, 32).ToArray();
    private static readonly ReadOnlyMemory<byte> OtherToken = Enumerable.Repeat((byte)2, 32).ToArray();
    private readonly DispatchProcess _process = new();
    private readonly ProviderProfile _profile = DispatchProcess.Profile("CA");

    [Fact]
    public void Register_Again_RepeatsItsAnswer()
    {
        Assert.IsType<ProviderChangeResult.Done>(Register(_process, Token));

        Assert.IsType<ProviderChangeResult.Done>(Register(_process, Token));
        Assert.IsType<ProviderChangeResult.Exists>(Register(_process, OtherToken));
    }

    [Fact]
    public async Task Register_AgainElsewhere_RepeatsItsAnswer()
    {
        await using var elsewhere = new DispatchProcess(beside: _process);
        elsewhere.Run(() => elsewhere.Provider(_profile.Id).Get());
        Assert.IsType<ProviderChangeResult.Done>(Register(_process, Token));

        Assert.IsType<ProviderChangeResult.Done>(Register(elsewhere, Token));
    }

    [Fact]
    public void Register_AfterAnUnknownOutcome_RepeatsItsAnswer()
    {
        _process.Store.NextAppend = AppendFault.CommittedInSilence;
        Assert.Throws<AppendOutcomeUnknownException>(() => Register(_process, Token));

        Assert.IsType<ProviderChangeResult.Done>(Register(_process, Token));
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private ProviderChangeResult Register(DispatchProcess at, ReadOnlyMemory<byte> token) =>
        at.Run(() => at.Provider(_profile.Id).Register(_profile, token, requireFreeNpi: true));
}
