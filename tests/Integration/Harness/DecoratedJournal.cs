using Dispatch.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Integration.Harness;

/// <summary>The real journal with something happening right after an append became durable, before its writer hears.</summary>
public sealed class DecoratedJournal(IJournal inner, Func<AppendRequest, AppendResult, Task> afterAppend) : IJournal
{
    public async Task<AppendResult> Append(AppendRequest request)
    {
        var result = await inner.Append(request);
        await afterAppend(request, result);
        return result;
    }

    public Task<IReadOnlyList<RecordedEvent>> Read(
        string stream, long afterVersion, int limit, CancellationToken cancellationToken) =>
        inner.Read(stream, afterVersion, limit, cancellationToken);

    /// <summary>Puts itself before the journal that is registered.</summary>
    /// <param name="afterAppend">Gets the running server's services too.</param>
    public static void Decorate(
        IServiceCollection services, Func<IServiceProvider, AppendRequest, AppendResult, Task> afterAppend)
    {
        var original = services.Last(s => s.ServiceType == typeof(IJournal)).ImplementationFactory
            ?? throw new InvalidOperationException("The journal is expected to be registered by a factory.");
        services.AddSingleton<IJournal>(provider => new DecoratedJournal(
            (IJournal)original(provider), (request, result) => afterAppend(provider, request, result)));
    }
}
