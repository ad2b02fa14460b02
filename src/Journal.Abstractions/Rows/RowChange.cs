namespace Dispatch.Journal.Rows;

/// <summary>
/// A change of what lists and reports read, written in the transaction of the events that caused it. The cases are in
/// this folder, one per table; each replaces the whole row of its key.
/// </summary>
public abstract record RowChange;
