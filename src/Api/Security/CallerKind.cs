using System.Text.Json.Serialization;
using Dispatch.Domain;

namespace Dispatch.Api.Security;

[JsonConverter(typeof(CamelCaseEnumConverter<CallerKind>))]
public enum CallerKind
{
    Operator = 1,
    Clinic = 2,
    Provider = 3,

    /// <summary>A screen in a clinic's room: it may read how long patients wait, and nothing else.</summary>
    Wall = 4,
}
