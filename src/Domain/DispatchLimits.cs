namespace Dispatch.Domain;

/// <summary>Every limit and interval of the dispatch protocol, in one place.</summary>
public static class DispatchLimits
{
    /// <summary>How long a provider has to answer an offer.</summary>
    public static TimeSpan OfferTtl { get; } = TimeSpan.FromSeconds(30);

    /// <summary>How much longer than the provider's clock the pool's clock of the same offer runs.</summary>
    public static TimeSpan TakeBackGrace { get; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a provider who let an offer of a consult expire is not asked again for it.</summary>
    public static TimeSpan ExpiredOfferHold { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Offers made for one consult; then it expires.</summary>
    public const int OffersPerConsult = 20;

    /// <summary>Providers who may hold an offer of one consult at the same time.</summary>
    public const int OffersAtOnce = 3;

    /// <summary>Tickets that one pool is putting to providers at the same time.</summary>
    public const int TicketsInHand = 256;

    /// <summary>An assigned live consult whose provider's socket is lost goes back to the line after this.</summary>
    public static TimeSpan AssignedDisconnectLimit { get; } = TimeSpan.FromSeconds(60);

    /// <summary>A live consult in progress whose provider's socket is lost goes back to the line after this.</summary>
    public static TimeSpan InProgressDisconnectLimit { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Between the notice that a consult runs too long and its release.</summary>
    public static TimeSpan InProgressNotice { get; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a pool compares what is open with the store.</summary>
    public static TimeSpan SweepInterval { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Providers asked per sweep whether they are free, when tickets wait and nobody announced himself.</summary>
    public const int AvailabilityQuestionsPerSweep = 64;

    /// <summary>Between two such rounds of questions at least, when the line fills and empties all the time.</summary>
    public static TimeSpan AvailabilityQuestionInterval { get; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often a pool may tell the state boards about its line.</summary>
    public static TimeSpan BoardInterval { get; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a hint that a watch ran out may take effect before it is sent again.</summary>
    public static TimeSpan WatchRetry { get; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a provider waits for a pool's answer to a claim before it asks the next state.</summary>
    public static TimeSpan ClaimAnswerLimit { get; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a provider asks a consult again what became of an acceptance of unknown outcome.</summary>
    public static TimeSpan AcceptRetry { get; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest that a timer of a grain is armed for.</summary>
    public static TimeSpan TimerLongest { get; } = TimeSpan.FromDays(1);

    /// <summary>How often all providers' licences are looked through for warnings that are due.</summary>
    public static TimeSpan LicenseWatchInterval { get; } = TimeSpan.FromHours(1);

    /// <summary>Providers that the watch over licences reads at a time.</summary>
    public const int LicenseWatchPage = 500;

    /// <summary>Providers that the watch over licences has check themselves at the same time.</summary>
    public const int LicenseWatchAtOnce = 16;

    /// <summary>How often a provider compares the assignments it holds with the store.</summary>
    public static TimeSpan AssignmentCheckInterval { get; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often a provider asks the nodes whether the sockets that it knows of are still there and, where there are several
    /// processes, the store whether another activation wrote.
    /// </summary>
    public static TimeSpan SocketCheckInterval { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Offers that a provider remembers after their end, so that a late accept can be told from an unknown one.</summary>
    public const int OffersRemembered = 64;

    /// <summary>Messages of a provider's stream that are held for a resume: those of about twenty consults. What is older is told by a
    /// snapshot; thousands of providers hold as many each.</summary>
    public const int MessagesHeld = 64;

    /// <summary>Messages of a provider's stream that may be on their way to its nodes; at one more its sockets are let go.</summary>
    public const int MessagesOnTheirWay = 256;

    /// <summary>How far the numbers of a provider's stream may start below those that its sockets have seen.</summary>
    public static TimeSpan StreamStartLag { get; } = TimeSpan.FromDays(1);

    /// <summary>Sockets that one provider may have open.</summary>
    public const int SocketsPerProvider = 8;

    /// <summary>Attempts to append a decision when somebody else wrote in between.</summary>
    public const int AppendAttempts = 3;

    /// <summary>How often a process pings pools that have open consults.</summary>
    public static TimeSpan KeeperInterval { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Settings that there may be: one per kind and scope.</summary>
    public const int SettingsHeld = 20_000;

    /// <summary>How often a process reads which settings were changed in others.</summary>
    public static TimeSpan SettingsReadInterval { get; } = TimeSpan.FromSeconds(2);

    /// <summary>How far back such a read reaches: commit order is not the order of the clock.</summary>
    public static TimeSpan SettingsReadOverlap { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Every so many reads all settings are read.</summary>
    public const int SettingsReadsPerFullRead = 30;

    /// <summary>Accepts that a pool remembers of the last hour.</summary>
    public const int AcceptsRemembered = 4_096;
}
