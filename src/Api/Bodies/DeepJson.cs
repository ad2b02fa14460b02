using System.Text.Json;

namespace Dispatch.Api.Bodies;

/// <summary>
/// <see cref="ApiJson"/> for answers that wrap what callers sent: what was stored when bodies alone limited its depth can
/// be shown too.
/// </summary>
public static class DeepJson
{
    private const int Levels = 128;

    public static ApiJson Default { get; } = new(new JsonSerializerOptions(ApiJson.Default.Options) { MaxDepth = Levels });
}
