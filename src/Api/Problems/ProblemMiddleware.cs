namespace Dispatch.Api.Problems;

/// <summary>Gives every refusal a body with a type: faults, and what the web framework refused by itself.</summary>
public sealed partial class ProblemMiddleware(RequestDelegate next, FaultTable faults, ILogger<ProblemMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            var problem = faults.Find(fault);
            if (problem is null)
            {
                LogDefect(context.Request.Method, Health.RoutePattern.Of(context), fault);
                problem = new Problem(ProblemTypes.Internal);
            }

            await problem.ExecuteAsync(context);
            return;
        }

        var response = context.Response;
        if (response.StatusCode >= 400 && !response.HasStarted && response.ContentLength is null && response.ContentType is null)
        {
            await new Problem(ProblemTypes.OfFrameworkStatus(response.StatusCode)).ExecuteAsync(context);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Route} failed")]
    private partial void LogDefect(string method, string route, Exception fault);
}
