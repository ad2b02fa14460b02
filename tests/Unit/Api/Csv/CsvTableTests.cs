using System.Text;
using Dispatch.Api.Csv;

namespace Dispatch.Tests.Unit.Api.Csv;

public class CsvTableTests
{
    private static readonly string[] Columns = ["name", "note"];

    [Theory]
    [InlineData("name,note\nAda,here\n")]
    [InlineData("name,note\r\nAda,here\r\n")]
    [InlineData("name,note\r\nAda,here")]
    [InlineData("\uFEFFname,note\nAda,here")]
    [InlineData("note,name\nhere,Ada")]
    [InlineData("\"name\",\"note\"\n\"Ada\",\"here\"")]
    [InlineData(" name , note \n Ada , here ")]
    [InlineData("name,note\n\n,\nAda,here\n\n")]
    public void Parse_OneRow_IsReadHoweverItIsWritten(string text)
    {
        var row = Assert.Single(Parse(text).Rows);

        Assert.Equal(("Ada", "here", null), (row["name"], row["note"], row.Fault));
    }

    [Theory]
    [InlineData("\"a,b\"", "a,b")]
    [InlineData("\"a\nb\"", "a\nb")]
    [InlineData("\"a\r\nb\"", "a\r\nb")]
    [InlineData("\"say \"\"yes\"\"\"", "say \"yes\"")]
    [InlineData("\U0001F489 Zoë", "\U0001F489 Zoë")]
    public void Parse_ACellWithWhatNeedsQuotes_IsReadBack(string cell, string expected) =>
        Assert.Equal(expected, Assert.Single(Parse($"name,note\nAda,{cell}\n").Rows)["note"]);

    [Fact]
    public void Parse_RowNumbers_AreThoseOfASpreadsheet()
    {
        var rows = Parse("name,note\nA,\"1\n2\"\n\nB,3\n").Rows;

        Assert.Equal([2, 4], rows.Select(r => r.Number));
    }

    [Fact]
    public void Parse_AnEmptyCell_IsNone()
    {
        var row = Assert.Single(Parse("name,note\nAda,\n").Rows);

        Assert.Null(row["note"]);
    }

    [Theory]
    [InlineData("name,note\nAda\n", 1)]
    [InlineData("name,note\nAda,here,there\n", 3)]
    public void Parse_ARowOfAnotherLength_IsAFaultOfThatRow(string text, int found) =>
        Assert.Contains($"found {found}", Assert.Single(Parse(text).Rows).Fault, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("name,note\nAda,\"here")]
    [InlineData("name,note\nAda,\"he\"re\"\n")]
    [InlineData("name,note\nAda,he\"re\n")]
    public void Parse_WhatIsNotCsv_IsRefusedWhole(string text) => Refuses("malformed-csv", Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Parse_WhatIsNotUtf8_IsRefusedWhole() =>
        Refuses("malformed-csv", [.. Encoding.UTF8.GetBytes("name,note\nAda,"), 0xE9, (byte)'\n']);

    [Theory]
    [InlineData("name\nAda")]
    [InlineData("name,note,name\nAda,here,Ada")]
    [InlineData("name,note,more\nAda,here,x")]
    [InlineData("Name,note\nAda,here")]
    public void Parse_AnotherHeader_IsRefusedWhole(string text) => Refuses("validation", Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Parse_MoreRowsThanMayBe_IsRefusedWhole()
    {
        Assert.Equal(2, Parse("name,note\na,1\nb,2\n", rowsMaximum: 2).Rows.Count);
        Refuses("too-large", Encoding.UTF8.GetBytes("name,note\na,1\nb,2\nc,3\n"), rowsMaximum: 2);
    }

    private static CsvTable Parse(string text, int rowsMaximum = 10)
    {
        var (table, problem) = CsvTable.Parse(Encoding.UTF8.GetBytes(text), Columns, [], rowsMaximum);
        Assert.True(table is not null, problem?.ToBody().ToString());
        return table;
    }

    private static void Refuses(string type, byte[] bytes, int rowsMaximum = 10)
    {
        var (table, problem) = CsvTable.Parse(bytes, Columns, [], rowsMaximum);
        Assert.Null(table);
        Assert.Equal(type, problem!.Type.Name);
    }
}
