using System.Text.Json;
using Dispatch.Api.Bodies;
using Dispatch.Api.Problems;
using Dispatch.Api.Security;
using Dispatch.Domain.Ids;
using Dispatch.Grains.Providers;

namespace Dispatch.Api.Providers;

/// <summary>Creates providers.</summary>
public sealed class ProviderRegistration(
    IGrainFactory grains, AccessKeys keys, FaultTable faults, IIdSource ids, IRandomSource random, ApiLimits limits)
{
    /// <returns>A <see cref="ProviderBody"/> with its token, durable, or the problem with the body.</returns>
    /// <param name="requireFreeNpi">Whether to refuse when somebody has the NPI already.</param>
    public async Task<(ProviderBody? Created, Problem? Problem)> Create(
        CreateProviderBody body, bool requireFreeNpi = false)
    {
        var errors = new FieldErrors();
        var id = ids.New<ProviderId>();
        if (ProviderValidation.Validate(body, id, errors) is not { } profile)
        {
            return (null, errors.ToProblem());
        }

        var token = AccessToken.New(AccessToken.ProviderPrefix, random);
        var hash = TokenHash.Of(token);
        switch (await grains.GetGrain<IProviderGrain>(id.Value).Register(profile, hash.ToBytes(), requireFreeNpi))
        {
            case ProviderChangeResult.Done(var view, _, _):
                keys.Issued(hash, id);
                return (ProviderBody.Of(view, token), null);
            case var refused:
                return (null, ProviderProblems.Of(refused));
        }
    }

    /// <summary>Each item by itself: a faulty one changes nothing about the others. In the order given.</summary>
    public Task<BulkItemBody[]> CreateAll(IReadOnlyList<CreateProviderBody> bodies) => ForEach(bodies, CreateItem);

    /// <summary>The same of bodies that were not read yet: one that is of another form is refused in its place.</summary>
    public Task<BulkItemBody[]> CreateAll(IReadOnlyList<JsonElement> bodies) => ForEach(bodies, CreateItem);

    private async Task<BulkItemBody[]> ForEach<T>(IReadOnlyList<T> items, Func<T, Task<BulkItemBody>> create)
    {
        var results = new BulkItemBody[items.Count];
        await Parallel.ForAsync(
            0,
            items.Count,
            new ParallelOptions { MaxDegreeOfParallelism = limits.BulkAtOnce },
            async (i, _) => results[i] = await create(items[i]));
        return results;
    }

    private async Task<BulkItemBody> CreateItem(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return BulkItemBody.Refused(new Problem(ProblemTypes.Validation));
        }

        try
        {
            return await CreateItem(json.Deserialize(ApiJson.Default.CreateProviderBody)!);
        }
        catch (JsonException fault)
        {
            return BulkItemBody.Refused(JsonFault.ToProblem(fault));
        }
    }

    private async Task<BulkItemBody> CreateItem(CreateProviderBody body)
    {
        try
        {
            var (created, problem) = await Create(body);
            return created is null ? BulkItemBody.Refused(problem!) : BulkItemBody.Created(created);
        }
        catch (Exception fault)
        {
            // Whatever it is: the tokens of the items that are durable are in this answer and in no other.
            return BulkItemBody.Refused(faults.OfItem(fault));
        }
    }
}
