using Microsoft.Extensions.Options;

namespace Dispatch.Engine.Embedded;

/// <summary>Refuses options with which the engine cannot run, all reasons at once.</summary>
internal sealed class EmbeddedEngineOptionsValidator : IValidateOptions<EmbeddedEngineOptions>
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, EmbeddedEngineOptions options)
    {
        List<string> failures = [];
        Require(nameof(options.MailboxLength), options.MailboxLength, 1, 1_000_000);
        Require(nameof(options.DeactivationsAtOnce), options.DeactivationsAtOnce, 1, 65_536);
        Require(nameof(options.CollectionQuantum), options.CollectionQuantum, TimeSpan.FromMilliseconds(10), LongestWait);
        Require(nameof(options.IdleAge), options.IdleAge, options.CollectionQuantum, TimeSpan.FromDays(30));
        Require(nameof(options.ResponseTimeout), options.ResponseTimeout, DeadlineWheel.Tick, LongestWait);
        Require(nameof(options.ActivationTimeout), options.ActivationTimeout, DeadlineWheel.Tick, LongestWait);
        Require(nameof(options.DeactivationTimeout), options.DeactivationTimeout, DeadlineWheel.Tick, LongestWait);
        Require(nameof(options.StopTimeout), options.StopTimeout, DeadlineWheel.Tick, LongestWait);
        if (options.StateSerialization is null)
        {
            failures.Add($"{nameof(options.StateSerialization)} must be given.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Require<T>(string option, T value, T least, T most)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            {
                failures.Add($"{option} must be from {least} to {most}, but is {value}.");
            }
        }
    }
}
