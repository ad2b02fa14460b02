using System.Text.Json.Serialization;

namespace Dispatch.Domain.Services;

/// <summary>What is written into a field of an order.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OrderFieldKind>))]
public enum OrderFieldKind
{
    None = 0,

    /// <summary>One line.</summary>
    Text = 1,

    /// <summary>Several lines.</summary>
    Lines = 2,

    /// <summary>Several short texts: an array.</summary>
    List = 3,

    Number = 4,

    /// <summary>A day, as yyyy-MM-dd.</summary>
    Date = 5,

    /// <summary>Yes or no.</summary>
    Flag = 6,

    /// <summary>One of the choices.</summary>
    Choice = 7,
}
