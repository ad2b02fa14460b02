using Dispatch.Domain.Ids;
using Dispatch.Tests.Integration.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Integration.Contract.Support;

/// <summary>The server's ids, one of which cannot be made: a defect in the middle of a request.</summary>
/// <param name="nth">Which one with the prefix, from 1.</param>
public sealed class FaultyIds(IIdSource inner, string faultyPrefix, int nth) : IIdSource
{
    public const string Defect = "No id can be made, as the test wants it.";

    private int _made;

    public string NewId(string prefix) =>
        prefix == faultyPrefix && Interlocked.Increment(ref _made) == nth
            ? throw new InvalidOperationException(Defect)
            : inner.NewId(prefix);

    /// <summary>A server in real time that has them.</summary>
    public static DispatchHostOptions At(string prefix, int nth) => new()
    {
        Time = TimeProvider.System,
        Configure = builder => builder.Services.AddSingleton<IIdSource>(
            services => new FaultyIds(ActivatorUtilities.CreateInstance<TypeIdSource>(services), prefix, nth)),
    };
}
