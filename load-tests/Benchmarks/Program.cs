using Dispatch.Benchmarks;

return args switch
{
    ["journal-append", .. var rest] => await JournalAppend.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Expected a benchmark: journal-append [appenders] [seconds] [rounds]");
    return 2;
}
