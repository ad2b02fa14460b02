using Dispatch.Api.Admission;
using Dispatch.Domain.Ids;

namespace Dispatch.Tests.Unit.Api.Admission;

/// <summary>
/// A server with one queue behind an admission controller, in steps of a millisecond. Each request costs work before it
/// is durable and as much again later (offer, acceptance, completion), which waits in the same queue; refusing costs a
/// little too. What is to become durable waits for the commit that is under way, then for its own. Arrivals are drawn
/// from a seed.
/// </summary>
internal sealed class SyntheticServer
{
    /// <summary>Of a refusal, in requests served.</summary>
    public const double RefusalCost = 0.03;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    private readonly AdmissionController _controller;
    private readonly Dice _dice;
    private readonly Queue<Work> _queue = new();
    private readonly List<double> _delays = [];
    private List<Work> _toCommit = [];
    private List<Work> _inCommit = [];
    private TimeSpan _commitBegan;
    private TimeSpan _commitTotal;
    private int _commits;
    private double _spent;

    public SyntheticServer(AdmissionOptions options, int seed)
    {
        _controller = new AdmissionController(options);
        _dice = new Dice(seed);
    }

    /// <summary>Requests per second that it can serve, with all that follows from them.</summary>
    public double Capacity { get; set; } = 1_000;

    /// <summary>Of a transaction of all that wait for one.</summary>
    public TimeSpan CommitLatency { get; set; }

    /// <summary>How long work waits before it begins, as the controller is told.</summary>
    public TimeSpan Queueing { get; set; }

    /// <summary>Arrivals per second, by clinic.</summary>
    public Dictionary<ClinicId, double> Load { get; } = [];

    public TimeSpan Now { get; private set; }

    public Dictionary<ClinicId, int> Admitted { get; } = [];

    public Dictionary<ClinicId, int> Shed { get; } = [];

    public Dictionary<AdmissionVerdict, int> Verdicts { get; } = [];

    /// <summary>Served since the last <see cref="Forget"/>, with all that follows.</summary>
    public int Completed { get; private set; }

    public AdmissionReading Reading => _controller.Read();

    /// <summary>Of those that became durable since the last <see cref="Forget"/>, in seconds.</summary>
    public double DelayAt(double quantile) => _delays.Order().ElementAt((int)(quantile * (_delays.Count - 1)));

    public static ClinicId Clinic(int number) => new($"cli_{number}");

    public void Forget()
    {
        _delays.Clear();
        Admitted.Clear();
        Shed.Clear();
        Verdicts.Clear();
        Completed = 0;
    }

    public void Run(TimeSpan time)
    {
        for (var end = Now + time; Now < end; Now += Step)
        {
            foreach (var (clinic, perSecond) in Load)
            {
                Arrive(clinic, perSecond * Step.TotalSeconds);
            }

            Serve();
            Commit();
            if (_controller.IsTickDue(Now))
            {
                _controller.Tick(Now, Queueing, _commits > 0 ? _commitTotal / _commits : TimeSpan.Zero);
                (_commits, _commitTotal) = (0, TimeSpan.Zero);
            }
        }
    }

    private void Arrive(ClinicId clinic, double expected)
    {
        var whole = (int)expected;
        var count = whole + (_dice.Next(1_000_000) < (expected - whole) * 1_000_000 ? 1 : 0);
        for (; count > 0; count--)
        {
            var decision = _controller.Enter(clinic, Now);
            Verdicts[decision.Verdict] = Verdicts.GetValueOrDefault(decision.Verdict) + 1;
            if (decision.Verdict == AdmissionVerdict.Admitted)
            {
                Admitted[clinic] = Admitted.GetValueOrDefault(clinic) + 1;
                _queue.Enqueue(new Work(decision, Now, IsDurable: false));
            }
            else
            {
                Shed[clinic] = Shed.GetValueOrDefault(clinic) + 1;
                _spent += RefusalCost;
            }
        }
    }

    private void Serve()
    {
        // Work is counted in requests; what was overspent is made up for in the next step.
        _spent -= Capacity * Step.TotalSeconds;
        while (_spent < 0 && _queue.TryDequeue(out var work))
        {
            _spent += 0.5;
            if (work.IsDurable)
            {
                Completed++;
                continue;
            }

            _toCommit.Add(work);
        }

        _spent = Math.Max(_spent, 0);
    }

    private void Commit()
    {
        if (_inCommit.Count == 0)
        {
            Begin();
        }

        if (_inCommit.Count > 0 && Now - _commitBegan >= CommitLatency)
        {
            _commits++;
            _commitTotal += Now - _commitBegan;
            foreach (var work in _inCommit)
            {
                var delay = Now - work.Since;
                _delays.Add(delay.TotalSeconds);
                _controller.Leave(work.Decision, delay);
                _queue.Enqueue(work with { IsDurable = true });
            }

            _inCommit.Clear();
            Begin();
        }

        void Begin()
        {
            (_inCommit, _toCommit) = (_toCommit, _inCommit);
            _commitBegan = Now;
        }
    }

    private sealed record Work(AdmissionDecision Decision, TimeSpan Since, bool IsDurable);
}
