using Dispatch.Grains.Pools;
using Dispatch.Tests.Integration.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Integration;

/// <summary>A pool that cannot be found in time: a silo is busy, or its directory is moving.</summary>
public sealed class SilentPoolTests
{
    [Fact]
    public async Task Pool_ThatIsNotFoundInTime_CostsTheAnswerItsPlaceInLineOnly()
    {
        await using var server = await DispatchHost.Start(new DispatchHostOptions
        {
            Time = TimeProvider.System,
            ConfigureSilo = builder => builder.Services.AddSingleton<IOutgoingGrainCallFilter, ExpiredLook>(),
            Configure = builder => builder.Services.AddSingleton<IOutgoingGrainCallFilter, ExpiredLook>(),
        });
        var clinic = await server.AddClinic();

        var consult = await clinic.Request("CA");

        Assert.Null(consult.Line);
        var waits = (await clinic.Api.GetWaitTimes(["CA"])).Required();
        Assert.Null(Assert.Single(waits).EstimatedWait);
    }

    /// <summary>What Orleans throws when a call expires before it is known where its grain lives.</summary>
    private sealed class ExpiredLook : IOutgoingGrainCallFilter
    {
        public Task Invoke(IOutgoingGrainCallContext context) =>
            context.InterfaceMethod.Name == nameof(IStateLicensePoolGrain.Look)
                ? Task.FromException(new OperationCanceledException("Message expired before placement could complete."))
                : context.Invoke();
    }
}
