namespace Dispatch.Api.Pages;

/// <summary>Where browsers reach this server: what is configured, or else what they ask for.</summary>
public sealed class PublicAddress
{
    private readonly Uri? _configured;

    /// <param name="configured">An address of http or https; null where requests tell it themselves.</param>
    /// <exception cref="InvalidOperationException">It is none.</exception>
    public PublicAddress(string? configured)
    {
        if (string.IsNullOrWhiteSpace(configured))
        {
            return;
        }

        _configured = Uri.TryCreate(configured, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
                ? address
                : throw new InvalidOperationException(
                    "Expected Dispatch:PublicAddress to be an address like https://dispatch.example.com.");
    }

    /// <summary>Whether browsers reach it over TLS, perhaps through a proxy that ends it.</summary>
    public bool IsSecure(HttpRequest request) => request.IsHttps || _configured?.Scheme == Uri.UriSchemeHttps;

    /// <summary>Scheme, host and port as browsers name them in <c>Origin</c>.</summary>
    public string OriginOf(HttpRequest request) => _configured?.GetLeftPart(UriPartial.Authority)
        ?? $"{request.Scheme}://{request.Host.Value}";

    /// <summary>For people: the configured one, or where the server listens.</summary>
    public Uri Or(Uri listens) => _configured ?? listens;
}
