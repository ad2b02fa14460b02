using System.ComponentModel.DataAnnotations;
using Dispatch.Domain.Ids;

namespace Dispatch.Api.Admission;

/// <summary>When new consults are refused so that accepted ones are not delayed: configuration section
/// <c>Dispatch:Admission</c>.</summary>
public sealed class AdmissionOptions : IValidatableObject
{
    public const string Section = DispatchOptions.Section + ":Admission";

    /// <value>Default true. When false, only the limits of clinics, lines and the journal refuse.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>The delay that half of the requests may meet here while overload is shed. Longer rides out longer
    /// stalls, and accepted consults wait longer. A store whose commits take long gets three commits.</summary>
    /// <value>From 5 ms to 5 s, default 35 ms: the hundredth part then stays below 250 ms, on slow machines too.</value>
    [Range(typeof(TimeSpan), "00:00:00.005", "00:00:05")]
    public TimeSpan DelayTarget { get; set; } = TimeSpan.FromMilliseconds(35);

    /// <summary>The same while one clinic floods: it asks for more than all others together, and for many times what each of
    /// them does by its weight. What delays the others then is not theirs, and all that is refused is the flood's.</summary>
    /// <value>From 1 ms, default 10 ms; at most the delay target counts.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:05")]
    public TimeSpan FloodDelayTarget { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>How long the delay has to be over the target before shedding begins, when more is asked for than was
    /// being served; at three times the target it begins at once.</summary>
    /// <value>Up to 10 s, default 200 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The same when no more is asked for than before: something paused (the collector, the disk), and what
    /// piled up meanwhile is served soon. At seven times the target shedding begins at once.</summary>
    /// <value>Up to 10 s, default 1 s.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan PausePatience { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long nothing has to be shed before shedding ends.</summary>
    /// <value>From 100 ms to 1 min, default 1 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan CalmBeforeOpen { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the delay is measured and the limit follows it.</summary>
    /// <value>From 10 ms to 1 s, default 100 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:00:01")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Requests per second that are admitted whatever the delay: fewer do no harm, and tell when it is over.</summary>
    /// <value>From 1, default 50.</value>
    [Range(1, 100_000)]
    public double RequestsPerSecondMinimum { get; set; } = 50;

    /// <summary>Requests that may be under way, from admission to durable; while shedding, as many as the limit lets in
    /// within three times the delay target, but not fewer than the minimum.</summary>
    /// <value>From 1, default 1,000.</value>
    [Range(1, 100_000)]
    public int InFlightMaximum { get; set; } = 1_000;

    /// <inheritdoc cref="InFlightMaximum"/>
    /// <value>From 1, at most the maximum; default 32.</value>
    [Range(1, 100_000)]
    public int InFlightMinimum { get; set; } = 32;

    /// <summary>How long a clinic may save up its share while shedding, so that a few requests at once all pass.</summary>
    /// <value>From 10 ms to 10 s, default 250 ms, and always four requests.</value>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:00:10")]
    public TimeSpan BurstOfShare { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Clinics whose requests are counted one by one; those beyond share one share.</summary>
    /// <value>From 1, default 10,000.</value>
    [Range(1, 1_000_000)]
    public int ClinicsTracked { get; set; } = 10_000;

    /// <summary>How many shares a clinic has, by its id.</summary>
    /// <value>From 0.01 to 1,000; 1 for clinics that are not named.</value>
    public Dictionary<string, double> Weights { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (InFlightMinimum > InFlightMaximum)
        {
            yield return new ValidationResult(
                $"Expected InFlightMinimum to be at most InFlightMaximum, found {InFlightMinimum} and {InFlightMaximum}.");
        }

        foreach (var (clinic, weight) in Weights)
        {
            if (!ClinicId.TryParse(clinic, out _) || weight is not (>= 0.01 and <= 1_000))
            {
                yield return new ValidationResult(
                    $"Expected a clinic's id and a weight from 0.01 to 1000, found {clinic}: {weight}.");
            }
        }
    }

    /// <exception cref="ValidationException">A value is out of its range; the message names it.</exception>
    public AdmissionOptions Checked()
    {
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        return this;
    }
}
