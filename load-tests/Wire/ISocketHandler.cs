namespace Dispatch.LoadTests.Wire;

/// <summary>Is told when its socket can be read or written. Called on the loop's thread only.</summary>
internal interface ISocketHandler
{
    /// <summary>The connection stands. Not called when it could not be made.</summary>
    void Connected();

    /// <summary>There is something to read, or the other side has ended.</summary>
    void Readable();

    /// <summary>It broke: connecting or writing failed. The socket is closed already.</summary>
    void Failed();
}
