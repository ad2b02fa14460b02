namespace Dispatch.Api.Security;

public enum CallerKind
{
    Operator = 1,
    Clinic = 2,
    Provider = 3,
}
