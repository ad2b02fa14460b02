using System.Text.Json;
using Dispatch.Client.Contract;

namespace Dispatch.Client.Traffic;

/// <summary>Patients who ask for consults at random moments, each through one of the clinics.</summary>
internal sealed class SimulatedPatients(
    IReadOnlyList<DispatchApi> clinics,
    PatientSource patients,
    Chance chance,
    TrafficRecord record,
    TrafficOptions options,
    TimeProvider time)
{
    // Tells the keys of this run from those of one with the same seed an hour ago.
    private readonly string _run = time.GetUtcNow().ToUnixTimeMilliseconds().ToString();
    private int _inFlight;

    /// <summary>Ends when cancelled.</summary>
    public async Task Run(CancellationToken cancel)
    {
        for (long number = 0; ; number++)
        {
            await Task.Delay(chance.Gap(options.ConsultsPerSecond), time, cancel);
            var consult = patients.Next(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
            if (Interlocked.Increment(ref _inFlight) > options.RequestsInFlight)
            {
                Interlocked.Decrement(ref _inFlight);
                record.Failed();
                continue;
            }

            // Patients do not wait for each other.
            _ = Ask(chance.Pick(clinics), consult, $"traffic-{_run}-{number}", cancel);
        }
    }

    private async Task Ask(DispatchApi clinic, RequestConsult consult, string idempotencyKey, CancellationToken cancel)
    {
        try
        {
            using var limit = new CancellationTokenSource(options.CallTimeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
            var requestedAt = time.GetTimestamp();
            var answer = await clinic.RequestConsult(consult, idempotencyKey, either.Token);
            if (answer.Value is { } view)
                record.Requested(view.Id, requestedAt, view.Sla?.GiveUpAt);
            else
                record.Failed();
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or JsonException)
        {
            if (!cancel.IsCancellationRequested)
                record.Failed();
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }
}
