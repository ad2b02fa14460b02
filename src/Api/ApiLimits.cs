namespace Dispatch.Api;

/// <summary>Every limit of the public surface. What is over one is refused with 413, 422 or 429, never cut.</summary>
public sealed class ApiLimits
{
    /// <summary>Consults that one request may name, and entries of a list that it may ask for.</summary>
    public const int PageSizeMaximum = 200;

    /// <summary>
    /// How deep objects and lists may be nested in JSON of the caller's own form: an intake, an order, a setting. What
    /// shows it wraps it a few levels further, and no reader of JSON goes down for ever.
    /// </summary>
    public const int JsonLevels = 32;

    /// <value>Of a request's body in bytes, default 256 KiB.</value>
    public int BodyBytes { get; set; } = 256 * 1024;

    /// <value>Of the body of a bulk request in bytes, default 8 MiB.</value>
    public int BulkBodyBytes { get; set; } = 8 * 1024 * 1024;

    /// <value>Items of a bulk request, default 5,000.</value>
    public int BulkItems { get; set; } = 5_000;

    /// <summary>How many items of a bulk request are worked on at once.</summary>
    /// <value>Default 64.</value>
    public int BulkAtOnce { get; set; } = 64;

    /// <value>Of an intake as JSON in bytes, default 64 KiB.</value>
    public int IntakeBytes { get; set; } = 64 * 1024;

    /// <value>Of a completion's record as JSON in bytes, default 64 KiB.</value>
    public int CompletionBytes { get; set; } = 64 * 1024;

    /// <value>Of a setting's document as JSON in characters, default 64 Ki.</value>
    public int SettingBytes { get; set; } = 64 * 1024;

    /// <value>Edits that a setting's history shows, default 100.</value>
    public int SettingVersions { get; set; } = 100;

    /// <value>Of an idempotency key in characters, default 200.</value>
    public int IdempotencyKeyLength { get; set; } = 200;

    /// <summary>Recent idempotency keys whose answer is known without asking the store.</summary>
    /// <value>Default 50,000.</value>
    public int IdempotencyKeysCached { get; set; } = 50_000;

    /// <value>Of a provider's draft notes of one consult in characters, default 20,000.</value>
    public int NotesLength { get; set; } = 20_000;

    /// <summary>How often draft notes are deleted whose provider does not serve the consult any more.</summary>
    /// <value>Default 1 min.</value>
    public TimeSpan NotesForgottenEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <value>Rows of <c>GET /v1/consults/table</c>, default 50,000.</value>
    public int TableRows { get; set; } = 50_000;

    /// <value>Open consults that <c>GET /v1/ops/states/{state}/consults</c> lists, default 500.</value>
    public int QueueListed { get; set; } = 500;

    /// <value>Providers per page of a list, default 100; at most 200 when asked for.</value>
    public int ProvidersPerPage { get; set; } = 100;

    /// <summary>What happened lately, for the operator's log.</summary>
    /// <value>Default 5,000 events of this process.</value>
    public int EventsKept { get; set; } = 5_000;

    /// <value>Events in one message or answer, default 200.</value>
    public int EventsAtOnce { get; set; } = 200;

    /// <summary>How often a process says in the store how it is.</summary>
    /// <value>Default 5 s. One that was silent for three times that counts as gone.</value>
    public TimeSpan NodeReportEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Over how long a process that drains sends its connections away.</summary>
    /// <value>Default 10 s: so that they do not all come to the others in one moment.</value>
    public TimeSpan DrainOver { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often what providers did is written to the store.</summary>
    /// <value>Default 10 s: so much is lost with a process that is killed.</value>
    public TimeSpan FiguresWrittenEvery { get; set; } = TimeSpan.FromSeconds(10);

    /// <value>Offers whose state is remembered until they end, default 20,000.</value>
    public int OffersRemembered { get; set; } = 20_000;

    /// <summary>How often the history of waits is brought up to date.</summary>
    /// <value>Default 15 s.</value>
    public TimeSpan WaitHistoryEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <value>Consults per page of a list, default 50; at most 200.</value>
    public int PageSize { get; set; } = 50;

    /// <value>Events of one timeline, default 1,000.</value>
    public int TimelineEvents { get; set; } = 1_000;

    /// <summary>Providers that one explanation goes through.</summary>
    /// <value>Default 200.</value>
    public int ExplainedProviders { get; set; } = 200;

    /// <value>Licences listed by <c>GET /v1/ops/license-warnings</c>, default 1,000.</value>
    public int LicenseWarningsListed { get; set; } = 1_000;

    /// <summary>Consults that may wait in one state; one more is answered 429 until one leaves the line.</summary>
    /// <value>Default 10,000.</value>
    public int WaitingPerState { get; set; } = 10_000;

    /// <summary>
    /// Open connections of this process, hub connections apart; one more is closed at once. Fewer when the operating
    /// system allows fewer open files.
    /// </summary>
    /// <value>Default 10,000.</value>
    public int OpenConnections { get; set; } = 10_000;

    /// <summary>How long a connection may be open without a request, before its first or after its last.</summary>
    /// <value>Default 130 s: longer than the idle time of the usual proxies, which then close first.</value>
    public TimeSpan IdleConnectionTime { get; set; } = TimeSpan.FromSeconds(130);

    /// <summary>How long the head of a request may take from its first byte.</summary>
    /// <value>Default 10 s.</value>
    public TimeSpan RequestHeadTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a hub connection may take to shake hands after it opened.</summary>
    /// <value>Default 10 s.</value>
    public TimeSpan HubHandshakeTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Open hub connections of this process; fewer when the operating system allows fewer open files.</summary>
    /// <value>Default 20,000.</value>
    public int OpenSockets { get; set; } = 20_000;

    /// <value>Of one hub message in bytes, default 96 KiB: a completion's record and its frame.</value>
    public int HubMessageBytes { get; set; } = 96 * 1024;

    /// <summary>Bytes that may wait for a slow socket; then pushes wait, and after <see cref="PushTimeout"/> it is cut.</summary>
    /// <value>Default 128 KiB.</value>
    public int SocketBufferBytes { get; set; } = 128 * 1024;

    /// <summary>
    /// What the operating system may hold of what was sent to one connection, which it would let grow to megabytes for
    /// one that does not read.
    /// </summary>
    /// <value>Default 128 KiB.</value>
    public int SendBufferBytes { get; set; } = 128 * 1024;

    /// <value>Messages that may wait for one slow socket, default 1,000; at one more it is cut.</value>
    public int MessagesPerSocket { get; set; } = 1_000;

    /// <summary>How long pushes to a new socket of a provider wait for its first call, which is to resume.</summary>
    /// <value>Default 0.5 s: with <see cref="PushTimeout"/> no more than that after which the connection counts as lost.</value>
    public TimeSpan ResumeWithin { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>How long a push may wait for a slow socket.</summary>
    /// <value>Default 1.5 s: below the 2 s after which a provider's connection counts as lost.</value>
    public TimeSpan PushTimeout { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <value>Sockets of one clinic that watch, default 100.</value>
    public int WatchersPerClinic { get; set; } = 100;

    /// <value>Access keys whose holder is remembered, default 50,000.</value>
    public int AccessKeysCached { get; set; } = 50_000;

    /// <summary>How long a known key is trusted without asking the store: a revocation takes effect within it.</summary>
    /// <value>Default 60 s.</value>
    public TimeSpan AccessKeyTrust { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long an unknown key stays unknown without asking the store.</summary>
    /// <value>Default 5 s.</value>
    public TimeSpan AccessKeyDistrust { get; set; } = TimeSpan.FromSeconds(5);

    /// <value>Locations of one clinic, default 500.</value>
    public int LocationsPerClinic { get; set; } = 500;

    /// <value>Clinics whose locations are remembered, default 5,000.</value>
    public int ClinicsWithLocationsCached { get; set; } = 5_000;

    /// <summary>How long a clinic's locations are trusted without asking the store.</summary>
    /// <value>Default 60 s. A change made through this process takes effect at once.</value>
    public TimeSpan LocationTrust { get; set; } = TimeSpan.FromSeconds(60);

    /// <value>Failed authentications per second and address, default 20, with a burst of five times that.</value>
    public int FailedAuthenticationsPerSecond { get; set; } = 20;

    /// <value>Remote addresses whose failures are counted, default 10,000.</value>
    public int AddressesTracked { get; set; } = 10_000;

    /// <value>Requests and connections per second of one provider, default 200.</value>
    public int ProviderRequestsPerSecond { get; set; } = 200;

    /// <value>Hub calls per second of one socket, default 1,000.</value>
    public int HubCallsPerSecond { get; set; } = 1_000;

    /// <value>Requests per second of the operator, default 1,000.</value>
    public int OperatorRequestsPerSecond { get; set; } = 1_000;

    /// <summary>How often the count of each clinic's open consults is read from the store.</summary>
    /// <value>Default 10 s.</value>
    public TimeSpan OpenConsultsReadEvery { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>What a caller who met a full store or an overloaded grain is told to wait.</summary>
    /// <value>Default 1 s.</value>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);
}
