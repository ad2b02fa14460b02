using Dispatch.Engine.Embedded;
using Dispatch.Tests.Conformance.Engine;
using Dispatch.Tests.Conformance.Grains;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Conformance.Engines.Embedded;

public sealed class EmbeddedEngineTests(EmbeddedEngineTests.Fixture engine)
    : EngineContract(engine), IClassFixture<EmbeddedEngineTests.Fixture>
{
    public sealed class Fixture : EngineFixture
    {
        private readonly ServiceProvider _services;

        public Fixture() => _services = new ServiceCollection()
            .AddSingleton(Journal)
            .AddEmbeddedEngine(static options => options.MailboxLength = MailboxLength, typeof(ProbeGrain).Assembly)
            .BuildServiceProvider();

        public override IGrainFactory Grains => _services.GetRequiredService<IGrainFactory>();

        public override ValueTask InitializeAsync()
        {
            _services.GetRequiredService<EmbeddedEngine>().Start();
            return ValueTask.CompletedTask;
        }

        public override async ValueTask DisposeAsync()
        {
            // Tests leave calls behind that never end; a drain would wait for them.
            _services.GetRequiredService<EmbeddedEngine>().Kill();
            await _services.DisposeAsync();
        }
    }
}
