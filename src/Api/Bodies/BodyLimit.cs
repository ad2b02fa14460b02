using Microsoft.AspNetCore.Http.Metadata;

namespace Dispatch.Api.Bodies;

/// <summary>Another limit for the body of one endpoint.</summary>
public sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
