namespace Dispatch.Journal.Tables;

/// <summary>A row under the cursor. Columns count from 0.</summary>
internal interface ITableRow
{
    long Number(int column);

    string Text(int column);

    byte[] Bytes(int column);

    bool IsNull(int column);
}
