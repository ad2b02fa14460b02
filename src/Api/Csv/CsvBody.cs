using System.Reflection;
using Dispatch.Api.Bodies;
using Dispatch.Api.Problems;

namespace Dispatch.Api.Csv;

/// <summary>A request's body of <c>text/csv</c>: its bytes, or why they could not be read.</summary>
public sealed class CsvBody : IBindableFromHttpContext<CsvBody>
{
    public const string MediaType = "text/csv";

    private CsvBody(ReadOnlyMemory<byte> bytes, Problem? problem)
    {
        Bytes = bytes;
        Problem = problem;
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    public Problem? Problem { get; }

    public static async ValueTask<CsvBody?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var type = context.Request.ContentType?.Split(';', 2)[0].Trim();
        if (!string.Equals(type, MediaType, StringComparison.OrdinalIgnoreCase))
        {
            return new CsvBody(default, new Problem(ProblemTypes.UnsupportedMediaType, "Expected text/csv."));
        }

        try
        {
            return new CsvBody(await BodyBytes.ReadAll(context.Request.BodyReader, context.RequestAborted), null);
        }
        catch (BadHttpRequestException bad)
        {
            return new CsvBody(default, new Problem(ProblemTypes.OfFrameworkStatus(bad.StatusCode)));
        }
    }
}
