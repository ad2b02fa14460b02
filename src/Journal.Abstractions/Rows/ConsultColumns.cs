namespace Dispatch.Journal.Rows;

/// <summary>Columns of <c>consults</c> that are indexed and change in a consult's life, in groups that change together.</summary>
[Flags]
public enum ConsultColumns
{
    None = 0,

    /// <summary>Who serves it.</summary>
    Provider = 1,

    /// <summary>When it was first accepted.</summary>
    Acceptance = 2,

    /// <summary>Whether it has ended.</summary>
    End = 4,

    All = Provider | Acceptance | End,
}
