using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dispatch.Client.Contract;

namespace Dispatch.Client;

/// <summary>
/// The REST part of the contract, as one caller. A refusal (4xx, 5xx) is an answer and never throws; a server that cannot be
/// reached throws <see cref="HttpRequestException"/>. Safe for concurrent use; does not own its <see cref="HttpClient"/>.
/// </summary>
/// <param name="http">Its base address is the server's.</param>
/// <param name="token">The operator's token, a clinic's key or a provider's token; null for what needs none.</param>
public sealed class DispatchApi(HttpClient http, string? token = null)
{
    private readonly AuthenticationHeaderValue? _authorization = token is null ? null : new("Bearer", token);

    /// <summary>The same server as another caller.</summary>
    public DispatchApi As(string? callerToken) => new(http, callerToken);

    public Task<ApiResponse<ClinicCreated>> CreateClinic(CreateClinic clinic, CancellationToken cancel = default) =>
        Send(HttpMethod.Post, "/v1/clinics", Body(clinic, Json.CreateClinic), Json.ClinicCreated, cancel);

    public Task<ApiResponse<ProviderCreated>> CreateProvider(CreateProvider provider, CancellationToken cancel = default) =>
        Send(HttpMethod.Post, "/v1/providers", Body(provider, Json.CreateProvider), Json.ProviderCreated, cancel);

    /// <summary>Creates up to 5,000 providers; the answer is in the same order.</summary>
    public Task<ApiResponse<IReadOnlyList<ProviderCreated>>> CreateProviders(
        IReadOnlyList<CreateProvider> providers, CancellationToken cancel = default) =>
        Send(
            HttpMethod.Post,
            "/v1/providers/bulk",
            Body(providers, Json.IReadOnlyListCreateProvider),
            Json.IReadOnlyListProviderCreated,
            cancel);

    /// <summary>Replaces all licences of a provider.</summary>
    public Task<ApiResponse<JsonElement>> PutLicenses(
        string providerId, LicenseList licenses, CancellationToken cancel = default) =>
        Send(
            HttpMethod.Put,
            $"/v1/providers/{Escape(providerId)}/licenses",
            Body(licenses, Json.LicenseList),
            Json.JsonElement,
            cancel);

    public Task<ApiResponse<JsonElement>> SuspendProvider(
        string providerId, string reason, CancellationToken cancel = default) =>
        Send(
            HttpMethod.Post,
            $"/v1/providers/{Escape(providerId)}/suspend",
            Body(new Reason(reason), Json.Reason),
            Json.JsonElement,
            cancel);

    /// <param name="idempotencyKey">The same key and body give the same consult for 24 h; with another body it is a 409.</param>
    public Task<ApiResponse<ConsultView>> RequestConsult(
        RequestConsult consult, string? idempotencyKey, CancellationToken cancel = default) =>
        RequestConsult(JsonSerializer.SerializeToUtf8Bytes(consult, Json.RequestConsult), idempotencyKey, cancel);

    /// <summary>Sends a body as it is: for what the typed request cannot say, and for callers that count every cycle.</summary>
    public Task<ApiResponse<ConsultView>> RequestConsult(
        byte[] consultJson, string? idempotencyKey, CancellationToken cancel = default) =>
        Send(HttpMethod.Post, "/v1/consults", JsonBody(consultJson), Json.ConsultView, cancel, idempotencyKey);

    public Task<ApiResponse<ConsultView>> GetConsult(string consultId, CancellationToken cancel = default) =>
        Send(HttpMethod.Get, $"/v1/consults/{Escape(consultId)}", null, Json.ConsultView, cancel);

    public Task<ApiResponse<ConsultPage>> ListConsults(ConsultFilter filter, CancellationToken cancel = default) =>
        Send(HttpMethod.Get, "/v1/consults" + Query(filter), null, Json.ConsultPage, cancel);

    public Task<ApiResponse<ConsultView>> CancelConsult(
        string consultId, string reason, CancellationToken cancel = default) =>
        Send(
            HttpMethod.Post,
            $"/v1/consults/{Escape(consultId)}/cancel",
            Body(new Reason(reason), Json.Reason),
            Json.ConsultView,
            cancel);

    /// <summary>The events of a consult, oldest first, as JSON: their members depend on the event.</summary>
    public Task<ApiResponse<JsonElement>> GetTimeline(string consultId, CancellationToken cancel = default) =>
        Get($"/v1/consults/{Escape(consultId)}/timeline", cancel);

    /// <param name="states">Two-letter codes.</param>
    /// <param name="cancel">Ends the waiting, not the request on the server.</param>
    public Task<ApiResponse<IReadOnlyList<WaitTime>>> GetWaitTimes(
        IReadOnlyList<string> states, CancellationToken cancel = default) =>
        Send(
            HttpMethod.Get,
            $"/v1/wait-times?states={Escape(string.Join(',', states))}",
            null,
            Json.IReadOnlyListWaitTime,
            cancel);

    public Task<ApiResponse<JsonElement>> GetOverview(CancellationToken cancel = default) =>
        Get("/v1/ops/overview", cancel);

    /// <summary>Why a consult was, or was not, matched, provider by provider.</summary>
    public Task<ApiResponse<JsonElement>> ExplainConsult(string consultId, CancellationToken cancel = default) =>
        Get($"/v1/ops/consults/{Escape(consultId)}/explain", cancel);

    public Task<ApiResponse<string>> GetLive(CancellationToken cancel = default) => GetText("/health/live", cancel);

    public Task<ApiResponse<string>> GetReady(CancellationToken cancel = default) => GetText("/health/ready", cancel);

    /// <summary>All metrics in Prometheus' text format; see <see cref="PrometheusText"/>.</summary>
    public Task<ApiResponse<string>> GetMetrics(CancellationToken cancel = default) => GetText("/metrics", cancel);

    /// <summary>Any other path that answers JSON.</summary>
    public Task<ApiResponse<JsonElement>> Get(string path, CancellationToken cancel = default) =>
        Send(HttpMethod.Get, path, null, Json.JsonElement, cancel);

    private static ContractJson Json => ContractJson.Default;

    private static ByteArrayContent Body<T>(T value, JsonTypeInfo<T> type) =>
        JsonBody(JsonSerializer.SerializeToUtf8Bytes(value, type));

    private static ByteArrayContent JsonBody(byte[] json) =>
        new(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private static string Escape(string part) => Uri.EscapeDataString(part);

    private static string Query(ConsultFilter filter)
    {
        var parts = new List<string>(4);
        Add("status", filter.Status);
        Add("state", filter.State);
        Add("since", filter.Since?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        Add("cursor", filter.Cursor);
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);

        void Add(string name, string? value)
        {
            if (value is not null)
                parts.Add($"{name}={Escape(value)}");
        }
    }

    private async Task<ApiResponse<T>> Send<T>(
        HttpMethod method,
        string path,
        HttpContent? body,
        JsonTypeInfo<T> type,
        CancellationToken cancel,
        string? idempotencyKey = null)
    {
        using var request = Request(method, path, body);
        if (idempotencyKey is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);

        using var response = await Answer(request, cancel);
        var content = await response.Content.ReadAsByteArrayAsync(cancel);
        if (!response.IsSuccessStatusCode)
            return Refused<T>(response, content);

        var value = content.Length == 0 ? default : JsonSerializer.Deserialize(content, type);
        return new(response.StatusCode, value, null, null);
    }

    private async Task<ApiResponse<string>> GetText(string path, CancellationToken cancel)
    {
        using var request = Request(HttpMethod.Get, path, null);
        using var response = await Answer(request, cancel);
        return response.IsSuccessStatusCode
            ? new(response.StatusCode, await response.Content.ReadAsStringAsync(cancel), null, null)
            : Refused<string>(response, await response.Content.ReadAsByteArrayAsync(cancel));
    }

    private async Task<HttpResponseMessage> Answer(HttpRequestMessage request, CancellationToken cancel)
    {
        try
        {
            return await http.SendAsync(request, cancel);
        }
        catch (SocketException e)
        {
            // A connection that ends while it is made is reported by the client as it came.
            throw new HttpRequestException(HttpRequestError.ConnectionError, e.Message, e);
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path, HttpContent? body)
    {
        var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.Authorization = _authorization;
        return request;
    }

    private static ApiResponse<T> Refused<T>(HttpResponseMessage response, byte[] content) =>
        new(response.StatusCode, default, ReadProblem(response, content), response.Headers.RetryAfter?.Delta);

    private static Problem ReadProblem(HttpResponseMessage response, byte[] content)
    {
        var mediaType = response.Content.Headers.ContentType?.MediaType;
        if (content.Length > 0 && mediaType is "application/problem+json" or "application/json")
        {
            try
            {
                if (JsonSerializer.Deserialize(content, Json.Problem) is { } problem)
                    return problem;
            }
            catch (JsonException)
            {
                // A proxy may label an HTML page as JSON; the status still says enough.
            }
        }

        return new Problem { Title = response.ReasonPhrase, Status = (int)response.StatusCode };
    }
}
