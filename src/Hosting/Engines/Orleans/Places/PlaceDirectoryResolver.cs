using System.Diagnostics.CodeAnalysis;
using Orleans.GrainDirectory;
using Orleans.Metadata;
using Orleans.Runtime.GrainDirectory;

namespace Dispatch.Hosting.Places;

/// <summary>Consults and pools are found by <see cref="PlaceDirectory"/>, providers by the engine's own directory.</summary>
public sealed class PlaceDirectoryResolver(PlaceDirectory directory) : IGrainDirectoryResolver
{
    public bool TryResolveGrainDirectory(GrainType grainType, GrainProperties? properties, [NotNullWhen(true)] out IGrainDirectory? grainDirectory)
    {
        grainDirectory = grainType.Equals(GrainKinds.Consult) || grainType.Equals(GrainKinds.Pool) ? directory : null;
        return grainDirectory is not null;
    }
}
