using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dispatch.Api.Problems;

namespace Dispatch.Api.Bodies;

/// <summary>A request's JSON body: its value and its bytes, or why it could not be read.</summary>
public sealed class Body<T> : IBindableFromHttpContext<Body<T>>
    where T : class
{
    private static readonly JsonTypeInfo<T> Info = (JsonTypeInfo<T>)ApiJson.Default.GetTypeInfo(typeof(T))!;

    private Body(T? value, ReadOnlyMemory<byte> bytes, Problem? problem)
    {
        Value = value!;
        Bytes = bytes;
        Problem = problem;
    }

    /// <summary>Null when there is a problem.</summary>
    public T Value { get; }

    public ReadOnlyMemory<byte> Bytes { get; }

    public Problem? Problem { get; }

    public static async ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (!context.Request.HasJsonContentType())
        {
            return Refused(new Problem(ProblemTypes.UnsupportedMediaType, "Expected application/json."));
        }

        ReadOnlyMemory<byte> bytes;
        try
        {
            bytes = await BodyBytes.ReadAll(context.Request.BodyReader, context.RequestAborted);
        }
        catch (BadHttpRequestException bad)
        {
            return Refused(new Problem(ProblemTypes.OfFrameworkStatus(bad.StatusCode)));
        }

        return Parse(bytes);
    }

    public static Body<T> Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes.Span, Info) is { } value
                ? new Body<T>(value, bytes, null)
                : Refused(new Problem(ProblemTypes.MalformedJson, "Expected a JSON value, found null."));
        }
        catch (JsonException fault)
        {
            return Refused(JsonFault.ToProblem(fault));
        }
    }

    private static Body<T> Refused(Problem problem) => new(null, default, problem);
}
