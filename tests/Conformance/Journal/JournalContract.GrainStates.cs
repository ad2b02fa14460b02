using Dispatch.Journal;

namespace Dispatch.Tests.Conformance.Journal;

public abstract partial class JournalContract
{
    [Fact]
    public async Task State_WrittenReadAndCleared_FollowsItsEtag()
    {
        Fixture.Start();
        var states = Fixture.GrainStates;
        Assert.Null(await states.Read("pool", "CA", "learned"));

        var first = Assert.IsType<GrainStateResult.Written>(await states.Write("pool", "CA", "learned", new byte[] { 1 }, null));
        var second = Assert.IsType<GrainStateResult.Written>(await states.Write("pool", "CA", "learned", new byte[] { 2, 0 }, first.Etag));
        var read = await states.Read("pool", "CA", "learned");
        Assert.Equal([2, 0], read!.Data.ToArray());
        Assert.Equal(second.Etag, read.Etag);
        Assert.Null(await states.Read("pool", "TX", "learned"));

        Assert.Equal(new GrainStateResult.Written(null), await states.Clear("pool", "CA", "learned", second.Etag));
        Assert.Null(await states.Read("pool", "CA", "learned"));
    }

    [Fact]
    public async Task State_WrittenWithAnotherEtag_IsAConflictThatChangesNothing()
    {
        Fixture.Start();
        var states = Fixture.GrainStates;
        var first = Assert.IsType<GrainStateResult.Written>(await states.Write("pool", "CA", "learned", new byte[] { 1 }, null));

        Assert.Equal(new GrainStateResult.Conflict(first.Etag), await states.Write("pool", "CA", "learned", new byte[] { 2 }, null));
        Assert.Equal(new GrainStateResult.Conflict(first.Etag), await states.Write("pool", "CA", "learned", new byte[] { 2 }, "99"));
        Assert.Equal(new GrainStateResult.Conflict(first.Etag), await states.Clear("pool", "CA", "learned", "99"));
        Assert.Equal(new GrainStateResult.Conflict(null), await states.Write("pool", "TX", "learned", new byte[] { 2 }, "1"));
        Assert.Equal([1], (await states.Read("pool", "CA", "learned"))!.Data.ToArray());
    }
}
