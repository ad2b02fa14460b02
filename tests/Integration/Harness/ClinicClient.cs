using System.Text.Json;
using Dispatch.Client;
using Dispatch.Client.Contract;
using Dispatch.Client.Hubs;

namespace Dispatch.Tests.Integration.Harness;

/// <summary>A clinic over REST and, once connected, its WebSocket.</summary>
public sealed class ClinicClient(Func<Uri> address, Func<DispatchApi> api, ClinicCreated created) : IAsyncDisposable
{
    private ClinicConnection? _connection;

    public string Id => created.Id;

    public string ApiKey => created.ApiKey;

    public DispatchApi Api => api().As(created.ApiKey);

    /// <summary><see cref="ConsultChanged"/>, and <see cref="WaitTime"/> one by one.</summary>
    public EventLog<object> Events { get; } = new(created.Id);

    public ClinicConnection Connection =>
        _connection ?? throw new InvalidOperationException($"{Id} is not connected.");

    public async Task Connect() => _connection = await ClinicConnection.Connect(
        address(),
        ApiKey,
        Events.Add,
        times =>
        {
            foreach (var time in times)
            {
                Events.Add(time);
            }
        },
        TimeProvider.System);

    /// <summary>Answered 201, or the test fails.</summary>
    public async Task<ConsultView> Request(
        string state = "CA",
        string modality = Modality.Live,
        string priority = Priority.Routine,
        string[]? services = null,
        string? idempotencyKey = null) =>
        (await Api.RequestConsult(Samples.Consult(state, modality, priority, services), idempotencyKey)).Required();

    public async Task<ConsultView> Get(string consultId) => (await Api.GetConsult(consultId)).Required();

    public async Task<string> StatusOf(string consultId) => (await Get(consultId)).Status;

    public async Task<bool> IsIn(string consultId, string status) => await StatusOf(consultId) == status;

    public async Task Cancel(string consultId) => (await Api.CancelConsult(consultId, "patient left")).Required();

    /// <summary>The consult's events, oldest first: type and data.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> Timeline(string consultId)
    {
        var answer = (await Api.GetTimeline(consultId)).Required();
        var entries = answer.ValueKind == JsonValueKind.Array ? answer : answer.GetProperty("items");
        return [.. entries.EnumerateArray().Select(e => new TimelineEntry(
            e.GetProperty("seq").GetInt64(), e.GetProperty("type").GetString()!, e.GetProperty("data")))];
    }

    public async Task<IReadOnlyList<string>> TimelineTypes(string consultId) =>
        [.. (await Timeline(consultId)).Select(e => e.Type)];

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } open)
        {
            open.Abort();
            await open.DisposeAsync();
        }
    }
}
