using Dispatch.Client.Contract;

namespace Dispatch.Client.Traffic;

/// <summary>Writes the complete orders that an approval must carry.</summary>
public static class OrderBuilder
{
    private const int ValidDays = 365;

    /// <summary>An approval with one complete order for each service.</summary>
    /// <param name="services">Of the consult; all must be in <see cref="ServiceId.All"/>.</param>
    /// <param name="today">Where the patient is.</param>
    public static Completion Approve(IReadOnlyList<string> services, DateOnly today) => new(
        Decision.Approved,
        "History, current medication and allergies reviewed with the patient. No contraindication found; "
        + $"the indication for {string.Join(" and ", services)} is documented and the benefit outweighs the risk.",
        [.. services.Select(service => Order(service, today))]);

    public static Completion Deny() => new(
        Decision.Denied,
        "A reported condition is a contraindication to the requested treatment; the patient was told and advised.",
        []);

    public static Completion Refer() => new(
        Decision.Referred,
        "The findings need an examination in person before treatment; the patient was referred to their own physician.",
        []);

    /// <exception cref="ArgumentException">The service is not known here.</exception>
    public static OrderLine Order(string service, DateOnly today) => service switch
    {
        ServiceId.Botox => Injection(service, "onabotulinumtoxinA", ["glabella", "forehead", "lateral canthus"], 64, today),
        ServiceId.Filler => Injection(service, "hyaluronic acid filler", ["nasolabial folds", "lips"], 2, today),
        ServiceId.Laser => new OrderLine
        {
            Service = service,
            SkinType = "III",
            DeviceClass = "Nd:YAG 1064 nm",
            Contraindications = ["isotretinoin within 6 months", "photosensitising medication", "active infection"],
            ValidUntil = today.AddDays(ValidDays),
        },
        ServiceId.Glp1 => Prescription(
            service, "semaglutide", "solution for injection", "0.25 mg/0.5 mL", "0.25 mg", "subcutaneous", "once a week", 4, 28,
            "Inject 0.25 mg under the skin once a week for 4 weeks; the dose is reviewed before each increase."),
        ServiceId.Peptide => Prescription(
            service, "sermorelin", "lyophilised powder", "9 mg vial", "0.3 mg", "subcutaneous", "once a day at bedtime", 1, 30,
            "Inject 0.3 mg under the skin at bedtime, five evenings a week."),
        ServiceId.Hormone => Prescription(
            service, "estradiol", "transdermal patch", "0.05 mg/24 h", "1 patch", "transdermal", "twice a week", 8, 28,
            "Apply one patch to clean dry skin of the lower abdomen twice a week; rotate the site."),
        ServiceId.Iv => Prescription(
            service, "sodium chloride 0.9 %", "solution for infusion", "9 mg/mL", "1000 mL", "intravenous", "once", 1, 1,
            "Infuse 1000 mL over 60 minutes; stop on any sign of overload."),
        ServiceId.Hair => Prescription(
            service, "finasteride", "tablet", "1 mg", "1 mg", "oral", "once a day", 90, 90,
            "Take one tablet by mouth once a day."),
        ServiceId.Skin => Prescription(
            service, "tretinoin", "cream", "0.025 %", "pea-sized amount", "topical", "once a day at night", 20, 30,
            "Apply a thin layer to dry skin at night; use sunscreen by day."),
        ServiceId.UrgentCare => Prescription(
            service, "nitrofurantoin", "capsule", "100 mg", "100 mg", "oral", "twice a day", 10, 5,
            "Take one capsule by mouth twice a day with food for 5 days."),
        _ => throw new ArgumentException($"Expected a known service, found '{service}'.", nameof(service)),
    };

    private static OrderLine Injection(
        string service, string product, IReadOnlyList<string> areas, decimal maximumUnits, DateOnly today) => new()
        {
            Service = service,
            Product = product,
            Areas = areas,
            MaximumUnits = maximumUnits,
            ValidUntil = today.AddDays(ValidDays),
        };

    private static OrderLine Prescription(
        string service,
        string drug,
        string form,
        string strength,
        string dose,
        string route,
        string frequency,
        decimal quantity,
        int daysSupply,
        string directions) => new()
        {
            Service = service,
            Drug = drug,
            Form = form,
            Strength = strength,
            Dose = dose,
            Route = route,
            Frequency = frequency,
            Quantity = quantity,
            Refills = 0,
            DaysSupply = daysSupply,
            Directions = directions,
            SubstitutionAllowed = true,
            Pharmacy = "Harbor Compounding Pharmacy",
        };
}
