using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Client.Contract;

/// <summary>The contract's JSON: camelCase, nulls left out, generated at build.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(CreateClinic))]
[JsonSerializable(typeof(ClinicCreated))]
[JsonSerializable(typeof(CreateProvider))]
[JsonSerializable(typeof(IReadOnlyList<CreateProvider>))]
[JsonSerializable(typeof(ProviderCreated))]
[JsonSerializable(typeof(IReadOnlyList<ProviderCreated>))]
[JsonSerializable(typeof(LicenseList))]
[JsonSerializable(typeof(Reason))]
[JsonSerializable(typeof(RequestConsult))]
[JsonSerializable(typeof(ConsultView))]
[JsonSerializable(typeof(ConsultPage))]
[JsonSerializable(typeof(WaitTime))]
[JsonSerializable(typeof(IReadOnlyList<WaitTime>))]
[JsonSerializable(typeof(Completion))]
[JsonSerializable(typeof(CompleteAnswer))]
[JsonSerializable(typeof(DutyRequest))]
[JsonSerializable(typeof(AcceptAnswer))]
[JsonSerializable(typeof(OfferMade))]
[JsonSerializable(typeof(OfferRescinded))]
[JsonSerializable(typeof(ConsultChanged))]
[JsonSerializable(typeof(LicenseExpiring))]
[JsonSerializable(typeof(ShiftStarting))]
[JsonSerializable(typeof(DutyChanged))]
[JsonSerializable(typeof(ProfileChanged))]
[JsonSerializable(typeof(Reminder))]
[JsonSerializable(typeof(ProviderSnapshot))]
[JsonSerializable(typeof(JsonElement))]
public sealed partial class ContractJson : JsonSerializerContext;
