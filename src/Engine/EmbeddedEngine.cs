using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dispatch.Engine.Embedded;

/// <summary>
/// Runs grains in this process. It takes calls from its construction on; <see cref="Start"/> begins idle collection.
/// </summary>
public sealed partial class EmbeddedEngine : IGrainFactory, IAsyncDisposable
{
    private static readonly DeactivationReason Stopping = new(DeactivationReasonCode.ShuttingDown, "The engine stops.");
    private static readonly DeactivationReason Moving =
        new(DeactivationReasonCode.ApplicationRequested, "It is to be active elsewhere.");

    private readonly GrainClasses _classes;
    private readonly Lazy<IGrainStateStore> _stateStore;
    private readonly ICallNetwork? _network;
    private readonly Lock _gate = new();
    private long _activations;
    private volatile bool _isStopping;
    private volatile bool _isClosing;
    private volatile bool _isKilled;
    private Task? _stopped;
    private bool _started;

    /// <param name="services">What grains are built with; also asked for the <see cref="IGrainStateStore"/>, and for an
    /// <see cref="ICallNetwork"/>, without which all grains are here.</param>
    /// <param name="grainAssemblies">Where grain classes are looked for.</param>
    /// <param name="options">Checked here.</param>
    /// <param name="scheduler">Runs the turns; several simulated engines may share one.</param>
    /// <param name="time">Drives timers, time-outs and idle collection.</param>
    /// <param name="logger">Receives failures that have no caller.</param>
    /// <exception cref="OptionsValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">A grain class or interface cannot be used.</exception>
    public EmbeddedEngine(
        IServiceProvider services,
        IEnumerable<Assembly> grainAssemblies,
        EmbeddedEngineOptions options,
        ITurnScheduler scheduler,
        TimeProvider time,
        ILogger<EmbeddedEngine> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (new EmbeddedEngineOptionsValidator().Validate(null, options) is { Failed: true } refusal)
        {
            throw new OptionsValidationException("", typeof(EmbeddedEngineOptions), refusal.Failures);
        }

        Services = services;
        Options = options;
        Scheduler = scheduler;
        Time = time;
        Logger = logger;
        Deadlines = new DeadlineWheel(time);
        Statistics = new EngineStatistics(() => Deadlines.Count);
        Collector = new IdleCollector(this);
        CallContext = new CallContext(options, Deadlines, Statistics, logger);
        _stateStore = new(services.GetRequiredService<IGrainStateStore>);
        _network = services.GetService<ICallNetwork>();
        _classes = new GrainClasses(this, grainAssemblies);
    }

    /// <summary>What this engine has counted.</summary>
    public EngineStatistics Statistics { get; }

    internal IServiceProvider Services { get; }

    internal EmbeddedEngineOptions Options { get; }

    internal ITurnScheduler Scheduler { get; }

    internal TimeProvider Time { get; }

    internal ILogger Logger { get; }

    internal DeadlineWheel Deadlines { get; }

    internal IdleCollector Collector { get; }

    internal CallContext CallContext { get; }

    internal IGrainStateStore StateStore => _stateStore.Value;

    internal bool IsKilled => _isKilled;

    /// <summary>Begins to collect idle activations. A repeat changes nothing.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (!_started && !_isStopping)
            {
                _started = true;
                Collector.Start();
            }
        }
    }

    /// <summary>
    /// Takes no more calls from outside, lets those that were taken run out, makes no new activations, deactivates every
    /// grain. What is not done after <see cref="EmbeddedEngineOptions.StopTimeout"/> is dropped. A repeat waits for the
    /// same end.
    /// </summary>
    public Task Stop(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return _stopped ??= _isKilled ? Task.CompletedTask : Drain(cancellationToken);
        }
    }

    /// <summary>
    /// Ends as a crash does: no <c>OnDeactivateAsync</c>, calls in flight never answer, no code of a grain runs after
    /// its current turn. Later calls are refused with <see cref="EngineStoppedException"/>.
    /// </summary>
    public void Kill()
    {
        _isStopping = _isClosing = true;
        _isKilled = true;
        Collector.Dispose();
        Deadlines.Dispose();
        foreach (var activation in Collector.All())
        {
            activation.Crash();
        }

        Statistics.Dispose();
    }

    /// <summary>Drops one activation as a crash does; calls to it time out, the next call makes a new one.</summary>
    /// <returns>False when the grain was not active.</returns>
    public bool Crash<TGrainInterface>(string primaryKey)
        where TGrainInterface : IGrainWithStringKey => Crash(_classes.Of(typeof(TGrainInterface)), primaryKey);

    /// <inheritdoc cref="Crash{TGrainInterface}(string)"/>
    /// <param name="grainType">The class's name in lower case without "Grain".</param>
    /// <param name="primaryKey">The grain's key.</param>
    public bool Crash(string grainType, string primaryKey) =>
        _classes.Named(grainType) is { } grainClass && Crash(grainClass, primaryKey);

    /// <summary>Whether the grain is in memory here.</summary>
    /// <param name="grainType">The class's name in lower case without "Grain".</param>
    /// <param name="primaryKey">The grain's key.</param>
    public bool IsActive(string grainType, string primaryKey) =>
        _classes.Named(grainType)?.Directory.Find(primaryKey) is not null;

    /// <summary>Tells the grain to end here once nothing runs in it; nothing happens when it is not active.</summary>
    /// <inheritdoc cref="IsActive"/>
    public void Deactivate(string grainType, string primaryKey) =>
        _classes.Named(grainType)?.Directory.Find(primaryKey)?.Deactivate(Moving);

    /// <inheritdoc/>
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrEmpty(primaryKey);
        return (TGrainInterface)_classes.PrototypeOf(typeof(TGrainInterface)).To(primaryKey);
    }

    /// <inheritdoc/>
    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is ObserverReference || obj is not TGrainObserverInterface)
        {
            throw new ArgumentException($"{obj} is not an object that implements {typeof(TGrainObserverInterface)}.");
        }

        return (TGrainObserverInterface)ObserverReference.To(this, typeof(TGrainObserverInterface), obj);
    }

    /// <inheritdoc/>
    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        if (obj is not ObserverReference reference)
        {
            throw new ArgumentException("Give the reference that CreateObjectReference returned.");
        }

        reference.Target.Delete();
    }

    /// <summary>Stops; under a stepped scheduler, where nobody steps while this is awaited, it is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Scheduler.RunsInline)
        {
            await Stop();
        }
        else
        {
            Kill();
        }
    }

    internal Task Call(GrainClass grainClass, GrainMethod method, string key, object?[] arguments)
    {
        Statistics.CountCall();
        // A call from inside a grain is always queued: its stack must not grow with the chain of calls.
        var isFromOutside = SynchronizationContext.Current is not Activation;
        var runsInline = isFromOutside && Scheduler.RunsInline && !method.IsOneWay && !_isStopping && _network is null;
        if (runsInline && grainClass.Directory.Find(key) is { } idle && idle.TryBeginInline(method))
        {
            return idle.RunInline(method, arguments);
        }

        var call = method.NewCall(CallContext, key, arguments);
        if (_isKilled || (_isStopping && isFromOutside))
        {
            call.Refuse(new EngineStoppedException());
            return call.Task;
        }

        call.StartWaiting();
        if (_network is null)
        {
            Submit(grainClass, key, call, runsInline);
        }
        else
        {
            _network.Carry(new Parcel(this, grainClass.Name, method, key, call, arguments));
        }

        return call.Task;
    }

    internal Task Call(ObserverTarget observer, GrainMethod method, object?[] arguments)
    {
        Statistics.CountCall();
        var call = method.NewCall(CallContext, observer.Name, arguments);
        if (_isKilled)
        {
            call.Refuse(new EngineStoppedException());
            return call.Task;
        }

        call.StartWaiting();
        observer.Send(call);
        return call.Task;
    }

    /// <summary>A call arrives from another engine. One that is dead takes nothing.</summary>
    internal void Receive(string grainType, string key, Call call)
    {
        if (!_isKilled && _classes.Named(grainType) is { } grainClass)
        {
            Submit(grainClass, key, call, runsInline: false);
        }
    }

    /// <summary>The next activation of a key whose last one ends; null when the engine makes no more.</summary>
    internal Activation? NewSuccessor(GrainClass grainClass, string key)
    {
        if (_isClosing)
        {
            return null;
        }

        Statistics.CountActivation();
        return NewActivation(grainClass, key);
    }

    private void Submit(GrainClass grainClass, string key, Call call, bool runsInline)
    {
        while (true)
        {
            var isNew = false;
            if (grainClass.Directory.Find(key) is not { } activation)
            {
                if (_isClosing)
                {
                    call.Refuse(new EngineStoppedException());
                    return;
                }

                var candidate = NewActivation(grainClass, key);
                activation = grainClass.Directory.FindOrAdd(candidate);
                isNew = ReferenceEquals(activation, candidate);
                if (isNew)
                {
                    Statistics.CountActivation();
                    Collector.Track(activation);
                }
            }

            // One that ends leaves the directory before it says so: the next look finds its successor or nothing.
            if (activation.Offer(call, runsInline && isNew))
            {
                return;
            }
        }
    }

    private Activation NewActivation(GrainClass grainClass, string key) =>
        new(this, grainClass, key, Interlocked.Increment(ref _activations));

    private static bool Crash(GrainClass grainClass, string key)
    {
        var activation = grainClass.Directory.Find(key);
        activation?.Crash();
        return activation is not null;
    }

    private async Task Drain(CancellationToken cancellationToken)
    {
        _isStopping = true;
        try
        {
            await RunOutAndRetire().WaitAsync(Options.StopTimeout, Time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            LogStopTimedOut(Logger, Options.StopTimeout, Statistics.Activations);
        }

        Kill();
    }

    private async Task RunOutAndRetire()
    {
        // First all calls end, then the grains: a call that runs out may still need any other grain.
        foreach (var activation in Collector.All())
        {
            await activation.WhenQuiet();
        }

        _isClosing = true;
        var activations = Collector.All();
        foreach (var activation in activations)
        {
            activation.Retire(Stopping, runsOutMailbox: true, runsInline: false);
        }

        foreach (var activation in activations)
        {
            await activation.WhenEnded();
        }
    }
}
