using System.Buffers.Text;
using Dispatch.Domain.Ids;

namespace Dispatch.Api.Security;

/// <summary>Bearer tokens: a prefix that tells whose it is, and 256 random bits as base64url.</summary>
public static class AccessToken
{
    public const string ClinicPrefix = "dk_";
    public const string ProviderPrefix = "pt_";
    public const string OperatorPrefix = "op_";
    public const string SessionPrefix = "ss_";
    public const string LinkPrefix = "sl_";

    /// <summary>Longer text is no token of ours.</summary>
    public const int LengthMaximum = 200;

    private const int RandomBytes = 32;

    public static string New(string prefix, IRandomSource random)
    {
        Span<byte> bytes = stackalloc byte[RandomBytes];
        random.Fill(bytes);
        return prefix + Base64Url.EncodeToString(bytes);
    }
}
