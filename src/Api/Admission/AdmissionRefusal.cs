using System.Globalization;
using System.Text.Json;
using Dispatch.Api.Problems;

namespace Dispatch.Api.Admission;

/// <summary>The two refusals, made once: while they are needed most, nothing may be spent on them.</summary>
internal static class AdmissionRefusal
{
    private static readonly byte[] Busy =
        Bytes(new Problem(ProblemTypes.Busy, "Consults that were accepted are served first. Nothing was written."));

    private static readonly byte[] OverShare =
        Bytes(new Problem(ProblemTypes.OverShare, "While the service is overloaded each clinic gets its share. Nothing was written."));

    private static readonly string[] Seconds =
        [.. Enumerable.Range(0, 61).Select(s => s.ToString(CultureInfo.InvariantCulture))];

    public static Task Write(HttpResponse response, in AdmissionDecision refused)
    {
        var (type, body) = refused.Verdict == AdmissionVerdict.OverShare
            ? (ProblemTypes.OverShare, OverShare)
            : (ProblemTypes.Busy, Busy);
        response.StatusCode = type.Status;
        response.Headers.RetryAfter = Seconds[refused.RetryAfterSeconds];
        response.ContentType = Problem.ContentType;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body).AsTask();
    }

    private static byte[] Bytes(Problem problem) =>
        JsonSerializer.SerializeToUtf8Bytes(problem.ToBody(), ApiJson.Default.ProblemBody);
}
