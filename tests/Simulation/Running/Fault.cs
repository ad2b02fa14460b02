namespace Dispatch.Tests.Simulation;

/// <summary>What may go wrong, or is asked of the product at an awkward moment. Each is in a scenario or not.</summary>
[Flags]
internal enum Fault
{
    None = 0,

    /// <summary>Single activations are dropped between two turns.</summary>
    Crashes = 1 << 0,

    /// <summary>Nodes die and are started again.</summary>
    Deaths = 1 << 1,

    /// <summary>One-way calls are lost, delayed and repeated.</summary>
    Hints = 1 << 2,

    /// <summary>Awaited calls are lost, slow, or time out although they took effect.</summary>
    Answers = 1 << 3,

    /// <summary>Two activations of one grain live at once: a node is cut off, or nodes disagree where a grain is.</summary>
    Splits = 1 << 4,

    /// <summary>Appends and reads fail; appends commit, or get lost, without an answer.</summary>
    Store = 1 << 5,

    /// <summary>Transactions take seconds.</summary>
    SlowStore = 1 << 6,

    /// <summary>The store takes no writes for a while.</summary>
    FullStore = 1 << 7,

    /// <summary>The clocks of nodes differ.</summary>
    Skew = 1 << 8,

    /// <summary>Providers lose their sockets, and come back, perhaps to another node.</summary>
    Sockets = 1 << 9,

    /// <summary>Licences end and are replaced; providers are suspended and reinstated.</summary>
    Standing = 1 << 10,

    /// <summary>Promises, ladders, the distribution policy and the rule about shifts change.</summary>
    Policies = 1 << 11,

    /// <summary>Clinics repeat and cancel; providers decline, ignore, release, accept late and do not begin.</summary>
    Clients = 1 << 12,

    /// <summary>One clinic asks for far more than the others.</summary>
    Flood = 1 << 13,

    /// <summary>Consults are asked for outside service hours; shifts begin and end.</summary>
    Hours = 1 << 14,

    /// <summary>Those that the product does not cause and nobody uses it for: without them its answers are exact.</summary>
    OfTheWorld = Crashes | Deaths | Hints | Answers | Splits | Store | SlowStore | FullStore | Skew,

    All = OfTheWorld | Sockets | Standing | Policies | Clients | Flood | Hours,
}
