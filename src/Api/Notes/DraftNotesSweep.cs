using Dispatch.Journal;
using Dispatch.Journal.Notes;

namespace Dispatch.Api.Notes;

/// <summary>
/// Deletes draft notes once their provider serves the consult no more. Nobody can read them from that moment on, and what
/// counts as the record of the consult is what the provider signed. Several processes may do the same.
/// </summary>
public sealed partial class DraftNotesSweep(
    IDraftNotes notes, ApiLimits limits, TimeProvider time, ILogger<DraftNotesSweep> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await notes.ForgetUnserved();
            }
            catch (StoreUnavailableException fault)
            {
                LogNotDeleted(fault);
            }

            await Task.Delay(limits.NotesForgottenEvery, time, stoppingToken).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Draft notes of consults that have ended could not be deleted; it is tried again")]
    private partial void LogNotDeleted(Exception fault);
}
