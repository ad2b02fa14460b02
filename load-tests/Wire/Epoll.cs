using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Dispatch.LoadTests.Wire;

/// <summary>The kernel's readiness of many sockets, level-triggered. Linux only; for one thread.</summary>
/// <remarks>.NET's own asynchronous sockets hand each event to the thread pool: two thread switches where none is needed.</remarks>
internal sealed class Epoll : IDisposable
{
    public const uint Readable = 0x001;
    public const uint Writable = 0x004;

    /// <summary>An error or the other side's end; reported whether asked for or not.</summary>
    public const uint Broken = 0x008 | 0x010;

    private const int CloseOnExec = 0x80000;
    private const int ControlAdd = 1;
    private const int ControlRemove = 2;
    private const int ControlChange = 3;
    private const int Interrupted = 4;

    // The kernel packs the structure on x64 only.
    private static readonly int DataAt = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int EventBytes = DataAt + sizeof(ulong);

    private readonly int _handle;
    private readonly byte[] _events;
    private readonly byte[] _change = new byte[EventBytes];

    /// <param name="eventsAtOnce">How many one wait can report.</param>
    /// <exception cref="PlatformNotSupportedException">This is not Linux.</exception>
    public Epoll(int eventsAtOnce)
    {
        if (!OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException("The load generator waits for sockets with epoll: Linux only.");

        _events = new byte[eventsAtOnce * EventBytes];
        _handle = Create(CloseOnExec);
        if (_handle < 0)
            throw new Win32Exception();
    }

    public void Add(int socket, int token, uint interest) => Control(ControlAdd, socket, token, interest);

    public void Change(int socket, int token, uint interest) => Control(ControlChange, socket, token, interest);

    public void Remove(int socket) => Control(ControlRemove, socket, 0, 0);

    /// <param name="limit">At least zero: how long nothing may be ready.</param>
    /// <returns>How many events there are to be read with <see cref="At"/>.</returns>
    public int Wait(TimeSpan limit)
    {
        var length = new TimeSpec((long)limit.TotalSeconds, (long)(limit.TotalNanoseconds % 1e9));
        var count = Wait(_handle, ref _events[0], _events.Length / EventBytes, in length, IntPtr.Zero);
        if (count >= 0)
            return count;

        var error = Marshal.GetLastPInvokeError();
        return error == Interrupted ? 0 : throw new Win32Exception(error);
    }

    public (int Token, uint What) At(int index)
    {
        var one = _events.AsSpan(index * EventBytes, EventBytes);
        return ((int)BinaryPrimitives.ReadInt64LittleEndian(one[DataAt..]), BinaryPrimitives.ReadUInt32LittleEndian(one));
    }

    public void Dispose() => _ = Close(_handle);

    private void Control(int operation, int socket, int token, uint interest)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_change, interest);
        BinaryPrimitives.WriteInt64LittleEndian(_change.AsSpan(DataAt), token);
        if (Control(_handle, operation, socket, ref _change[0]) < 0)
            throw new Win32Exception();
    }

    [DllImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Create(int flags);

    [DllImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int handle, int operation, int socket, ref byte change);

    // The variant with nanoseconds: whole milliseconds are a fifth of the latency that is to be measured.
    [DllImport("libc", EntryPoint = "epoll_pwait2", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Wait(int handle, ref byte events, int limit, in TimeSpec length, IntPtr signals);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TimeSpec(long Seconds, long Nanoseconds);
}
