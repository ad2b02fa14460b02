namespace Dispatch.LoadTests;

public sealed partial record LoadOptions
{
    public const string Usage =
        """
        usage: dotnet run -c Release --project load-tests -- SCENARIO [options]

        scenarios
          steady              one rate; what the system's own time and CPU are
          ramp                the highest rate with p99 request→offer below --ramp-p99, nothing refused or left behind
          burst               --burst requests at once
          reconnect           all providers drop and come back at once while the load goes on
          soak                one rate for a long time; is managed memory flat?
          noisy-neighbour     one clinic floods; what do the others feel?
          overload            twice a sustainable rate: --rate, or searched when it is not given
          silo-kill           one process of a cluster is killed under load, all states alike; when does each match again?

        load (default)
          --rate N            consults per second (1000; burst and soak 500, noisy-neighbour 200, silo-kill 100); where ramp starts
          --warmup S          seconds before anything is measured (20)
          --seconds S         length of the measured window (60; soak 1800, noisy-neighbour 30)
          --step S            ramp: length of one step (10)
          --hold S            ramp: how long the found rate has to hold (60)
          --ramp-p99 MS       ramp: p99 request→offer up to which a rate counts (250)
          --burst N           burst: requests (10000)
          --flood N           noisy-neighbour: times its share that one clinic asks for (500)
          --settle S          longest wait, after the last arrival, for what is open (60; burst 600)
          --connections N     HTTP connections of all clinics together (512; burst as many as requests)

        who takes part
          --providers N       one WebSocket each (2000; silo-kill 500)
          --licenses N        per provider, drawn by population (5)
          --clinics N         that ask in turn (20)
          --state CODE        all patients are there: one pool has everything to do
          --seed N            of providers and patients (1)

        the server
          --url URL,…         one that runs already, by its nodes, which share the load; otherwise one is built and started here
          --operator-token T  of the server at --url
          --server-pid N,…    all processes of the server at --url, to read their CPU and memory
          --metrics URL,…     all processes of a cluster, to count the messages between them; steady only
          --kill-pid N        silo-kill: the process that is killed after a third of the time
          --drain             silo-kill: that process is asked to end (SIGTERM), for which it has 15 s
          --store STORE       as Dispatch__Store, or 'postgres' for a PostgreSQL server that is started and stopped here;
                              otherwise an empty SQLite file in a temporary folder. Beside --url it is audited only
          --store-pid N       the first process of a store that is a server, to count its CPU
          --no-build          start the server as it was last built
          --keep-store DIR    leave the SQLite file there

        results
          --baseline FILE     steady: JSON report of a run whose CPU this one's is divided by
          --reports DIR       where the text and HTML reports go (artifacts/load-reports)
          --json FILE         where the JSON report goes (beside the others)

        limits; the exit code is 1 when one is missed, 3 when none was and nothing was audited
          --hold-rate N       life cycles per second at least
          --hold-p50 MS       request→offer, half of all
          --hold-p99 MS       request→offer
          --hold-cpu S        server and store, CPU seconds per 1,000 consults
          --hold-memory MIB   server, resident
          --hold-recovery S   reconnect: until offers flow again; silo-kill: in every state
          --hold-longest S    silo-kill: request→offer of any one
          --hold-messages N   messages between processes per life cycle
          --hold-flat PCT     soak: managed memory from minute 5 on, up and down from its median
          --hold-ratio N      noisy-neighbour: p99 of the others, with the flood by without; --baseline: CPU by its CPU
          --hold-goodput N    overload: share of the sustainable rate that is completed, from 0 to 1
        """;
}
