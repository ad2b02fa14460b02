using System.Text.Json.Serialization.Metadata;
using Dispatch.Api.Hubs;
using Dispatch.Api.Orders;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Services;
using Dispatch.Domain.States;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Dispatch.Api.Documentation;

/// <summary>
/// Schemas that the endpoints alone do not give: ids and codes are text, and what the hubs take and send is in the
/// document too, so that a client's types come from one place.
/// </summary>
public static class ContractSchemas
{
    private static readonly Type[] HubTypes =
    [
        typeof(OfferMessage), typeof(OfferRescindedMessage), typeof(ConsultChangedMessage), typeof(SnapshotMessage),
        typeof(DutyChangedMessage), typeof(ProfileChangedMessage), typeof(LicenseExpiringMessage),
        typeof(ShiftStartingMessage), typeof(ReminderMessage),
        typeof(ClinicConsultChangedMessage), typeof(ConsultEscalatedMessage),
        typeof(DutyBody), typeof(CompletionBody),
        typeof(DutyAnswer), typeof(AcceptAnswer), typeof(DeclineAnswer), typeof(StatusAnswer), typeof(CompleteAnswer),
        typeof(ResumeAnswer),
    ];

    public static void Configure(OpenApiOptions options)
    {
        options.AddSchemaTransformer((schema, context, _) =>
        {
            Describe(schema, context.JsonTypeInfo);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer(async (document, context, cancellationToken) =>
        {
            foreach (var type in HubTypes)
            {
                document.AddComponent(
                    type.Name, await context.GetOrCreateSchemaAsync(type, cancellationToken: cancellationToken));
            }
        });
    }

    private static void Describe(OpenApiSchema schema, JsonTypeInfo type)
    {
        if (IsText(type.Type))
        {
            schema.Type = JsonSchemaType.String;
        }
        else if (Nullable.GetUnderlyingType(type.Type) is { } some && IsText(some))
        {
            schema.Type = JsonSchemaType.String | JsonSchemaType.Null;
        }
        else if (type.Kind == JsonTypeInfoKind.Enumerable && type.ElementType is { } element && IsText(element))
        {
            schema.Items = new OpenApiSchema { Type = JsonSchemaType.String };
        }
    }

    private static bool IsText(Type type) => type == typeof(ServiceId)
        || type == typeof(StateCode)
        || type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityId<>));
}
