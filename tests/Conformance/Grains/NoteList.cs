using System.Collections.Immutable;

namespace Dispatch.Tests.Conformance.Grains;

[GenerateSerializer]
[Immutable]
[Alias("test.notes")]
public sealed record NoteList([property: Id(0)] ImmutableArray<string> Labels);
