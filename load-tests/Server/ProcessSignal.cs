using System.Runtime.InteropServices;

namespace Dispatch.LoadTests.Server;

internal static class ProcessSignal
{
    private const int SigTerm = 15;

    /// <summary>Asks the process to end.</summary>
    public static void Terminate(int processId) => _ = Kill(processId, SigTerm);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
