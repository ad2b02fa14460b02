namespace Dispatch.Journal.Writing;

/// <summary>Tables of rows, in the order in which a batch writes them.</summary>
internal enum RowTable
{
    AccessKeys,
    Clinics,
    ClinicKeys,
    Consults,
    Locations,
    Offers,
    Orders,
    PatientProviders,
    ProviderNpis,
    ProviderStates,
    Settings,
}
