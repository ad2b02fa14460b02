using Dispatch.Domain.Ids;

namespace Dispatch.Api.Security;

/// <summary>The operator's token: as configured, or generated once into a file that only its owner may read.</summary>
public sealed class OperatorToken
{
    public const string FileName = "operator-token";

    private const int LengthMinimum = 20;

    private OperatorToken(string token, string? file)
    {
        Hash = TokenHash.Of(token);
        File = file;
    }

    public TokenHash Hash { get; }

    /// <summary>Where the generated token is; null when it was configured.</summary>
    public string? File { get; }

    /// <exception cref="InvalidOperationException">The configured token is too short to be safe, or too long.</exception>
    public static OperatorToken Load(DispatchOptions options, IRandomSource random)
    {
        if (options.OperatorToken is { Length: > 0 } configured)
        {
            return configured.Length is >= LengthMinimum and <= AccessToken.LengthMaximum
                ? new OperatorToken(configured, null)
                : throw new InvalidOperationException(
                    $"Expected Dispatch:OperatorToken to have {LengthMinimum} to {AccessToken.LengthMaximum} characters, found {configured.Length}.");
        }

        var file = Path.Combine(options.DataFolder(), FileName);
        if (SecretFile.Read(file) is not { Length: >= LengthMinimum and <= AccessToken.LengthMaximum } token)
        {
            token = AccessToken.New(AccessToken.OperatorPrefix, random);
            SecretFile.Write(file, token);
        }

        return new OperatorToken(token, file);
    }
}
