using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Dispatch.Api.Bodies;
using Dispatch.Api.Catalog;
using Dispatch.Api.Clinics;
using Dispatch.Api.Consults;
using Dispatch.Api.Demo;
using Dispatch.Api.Health;
using Dispatch.Api.Hubs;
using Dispatch.Api.Locations;
using Dispatch.Api.Notes;
using Dispatch.Api.Operations;
using Dispatch.Api.Orders;
using Dispatch.Api.Problems;
using Dispatch.Api.ProviderConsole;
using Dispatch.Api.Providers;
using Dispatch.Api.Sessions;
using Dispatch.Api.Settings;
using Dispatch.Api.WaitTimes;
using Dispatch.Api.Walls;
using Dispatch.Domain.Clinics;
using Dispatch.Domain.Settings;

namespace Dispatch.Api;

/// <summary>The JSON of the public surface, generated at build: camelCase, unknown members ignored.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(ReasonBody))]
[JsonSerializable(typeof(Clinic))]
[JsonSerializable(typeof(Location))]
[JsonSerializable(typeof(CreateClinicBody))]
[JsonSerializable(typeof(ClinicBody))]
[JsonSerializable(typeof(PutLocationBody))]
[JsonSerializable(typeof(LocationBody[]))]
[JsonSerializable(typeof(CreateProviderBody))]
[JsonSerializable(typeof(CreateProviderBody[]))]
[JsonSerializable(typeof(ProviderBody))]
[JsonSerializable(typeof(BulkItemBody[]))]
[JsonSerializable(typeof(ImportBody))]
[JsonSerializable(typeof(LicensesBody))]
[JsonSerializable(typeof(RequestConsultBody))]
[JsonSerializable(typeof(ConsultBody))]
[JsonSerializable(typeof(ConsultPageBody))]
[JsonSerializable(typeof(TimelineEntryBody[]))]
[JsonSerializable(typeof(RequestedEventBody))]
[JsonSerializable(typeof(WaitTimeBody[]))]
[JsonSerializable(typeof(OverviewBody))]
[JsonSerializable(typeof(ExplanationBody))]
[JsonSerializable(typeof(SettingBody))]
[JsonSerializable(typeof(SettingBody[]))]
[JsonSerializable(typeof(ChangeSettingBody))]
[JsonSerializable(typeof(SettingVersionBody[]))]
[JsonSerializable(typeof(SettingChanged))]
[JsonSerializable(typeof(SignInBody))]
[JsonSerializable(typeof(SessionBody))]
[JsonSerializable(typeof(SessionsBody))]
[JsonSerializable(typeof(RevokedSessionsBody))]
[JsonSerializable(typeof(ServerTimeBody))]
[JsonSerializable(typeof(ServiceBody[]))]
[JsonSerializable(typeof(OwnProfileBody))]
[JsonSerializable(typeof(ProviderDayBody))]
[JsonSerializable(typeof(ProviderConsultBody))]
[JsonSerializable(typeof(NotesBody))]
[JsonSerializable(typeof(SaveNotesBody))]
[JsonSerializable(typeof(OwnClinicBody))]
[JsonSerializable(typeof(ClinicProviderBody[]))]
[JsonSerializable(typeof(WallBody))]
[JsonSerializable(typeof(ConsultTableBody))]
[JsonSerializable(typeof(WaitHistoryBody))]
[JsonSerializable(typeof(NodeBody))]
[JsonSerializable(typeof(NodeLoad))]
[JsonSerializable(typeof(OperationEventsBody))]
[JsonSerializable(typeof(StateQueueBody))]
[JsonSerializable(typeof(ProviderPageBody))]
[JsonSerializable(typeof(HealthBody))]
[JsonSerializable(typeof(CompletionBody))]
[JsonSerializable(typeof(OfferMessage))]
[JsonSerializable(typeof(OfferRescindedMessage))]
[JsonSerializable(typeof(ConsultChangedMessage))]
[JsonSerializable(typeof(ClinicConsultChangedMessage))]
[JsonSerializable(typeof(LicenseExpiringMessage))]
[JsonSerializable(typeof(ShiftStartingMessage))]
[JsonSerializable(typeof(DutyChangedMessage))]
[JsonSerializable(typeof(ProfileChangedMessage))]
[JsonSerializable(typeof(ShiftsBody))]
[JsonSerializable(typeof(LicenseWarningsBody))]
[JsonSerializable(typeof(ConsultEscalatedMessage))]
[JsonSerializable(typeof(ReminderMessage))]
[JsonSerializable(typeof(SnapshotMessage))]
[JsonSerializable(typeof(RawMessage))]
[JsonSerializable(typeof(DutyBody))]
[JsonSerializable(typeof(DutyAnswer))]
[JsonSerializable(typeof(AcceptAnswer))]
[JsonSerializable(typeof(DeclineAnswer))]
[JsonSerializable(typeof(CompleteAnswer))]
[JsonSerializable(typeof(StatusAnswer))]
[JsonSerializable(typeof(ResumeAnswer))]
[JsonSerializable(typeof(DemoFile))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonElement[]))]
[JsonSerializable(typeof(JsonNode))]
public sealed partial class ApiJson : JsonSerializerContext;
