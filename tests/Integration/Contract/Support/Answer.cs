using System.Net;
using System.Text.Json;

namespace Dispatch.Tests.Integration.Contract.Support;

/// <summary>What the server answered, as it was sent.</summary>
public sealed record Answer(int Status, string Text, string? ContentType, IReadOnlyDictionary<string, string> Headers)
{
    private const string TypePrefix = "urn:dispatch:problem:";

    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public static async Task<Answer> Of(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(),
        response.Content.Headers.ContentType?.MediaType,
        response.Headers.Concat(response.Content.Headers)
            .ToDictionary(h => h.Key, h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase));

    /// <summary>The JSON of an answer that has to have this status.</summary>
    public JsonElement Is(HttpStatusCode status)
    {
        Assert.True((int)status == Status, $"Expected {(int)status}, found {Status}: {Text}");
        Assert.Equal("application/json", ContentType);
        return Json;
    }

    public void IsStatus(int status) => Assert.True(status == Status, $"Expected {status}, found {Status}: {Text}");

    /// <summary>The body of a refusal, after everything was checked that all refusals have.</summary>
    public JsonElement IsProblem(int status, string type)
    {
        Assert.True(status == Status, $"Expected {status} {type}, found {Status}: {Text}");
        Assert.Equal("application/problem+json", ContentType);
        var problem = Json;
        Assert.Equal(TypePrefix + type, problem.GetProperty("type").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        foreach (var member in problem.EnumerateObject())
        {
            Assert.Contains(member.Name, (string[])["type", "title", "status", "detail", "errors", "opensAt"]);
        }

        return problem;
    }

    /// <summary>A refusal that says when to come back, in whole seconds.</summary>
    public void IsProblemWithRetryAfter(int status, string type)
    {
        IsProblem(status, type);
        Assert.InRange(int.Parse(Headers["Retry-After"], null), 1, 60);
    }

    /// <summary>A refusal that names exactly these fields.</summary>
    public void IsProblemOfFields(string type, params string[] fields)
    {
        var errors = IsProblem(422, type).GetProperty("errors");
        Assert.Equal(fields.Order(StringComparer.Ordinal), errors.EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        Assert.All(errors.EnumerateObject(), e => Assert.NotEmpty(e.Value.EnumerateArray()));
    }
}
