using Dispatch.Api.Security;

namespace Dispatch.Api.Admission;

/// <summary>Refuses new work before anything is read of it. Runs once it is known who asks; what is not an
/// <see cref="AdmissionPoint"/> passes: work that was begun is finished first.</summary>
public sealed class AdmissionMiddleware(RequestDelegate next, AdmissionGate gate)
{
    public Task InvokeAsync(HttpContext context) =>
        gate.IsEnabled
        && context.GetEndpoint()?.Metadata.GetMetadata<AdmissionPoint>() is not null
        && context.Features.Get<Caller>() is Caller.OfClinic caller
            ? Admit(context, caller)
            : next(context);

    private Task Admit(HttpContext context, Caller.OfClinic caller)
    {
        var decision = gate.Enter(caller.Clinic.Id, out var enteredAt);
        return decision.Verdict == AdmissionVerdict.Admitted
            ? Serve(context, decision, enteredAt)
            : AdmissionRefusal.Write(context.Response, decision);
    }

    private async Task Serve(HttpContext context, AdmissionDecision admitted, TimeSpan enteredAt)
    {
        var isDurable = false;
        try
        {
            await next(context);
            isDurable = context.Response.StatusCode == StatusCodes.Status201Created;
        }
        finally
        {
            gate.Leave(admitted, enteredAt, isDurable);
        }
    }
}
