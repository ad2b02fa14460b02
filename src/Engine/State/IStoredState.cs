namespace Dispatch.Engine.Embedded;

/// <summary>A state of whatever type that is read before its grain is activated.</summary>
internal interface IStoredState
{
    Task ReadStateAsync();
}
