using Dispatch.Engine.Embedded;

namespace Dispatch.Tests.Conformance.Engines.Embedded;

/// <summary>Carries every call to one engine.</summary>
internal sealed class OneWayOut(EmbeddedEngine engine) : ICallNetwork
{
    public bool LosesAnswers { get; set; }

    public void Carry(Parcel parcel)
    {
        if (LosesAnswers)
        {
            _ = parcel.DeliverCopyTo(engine);
        }
        else
        {
            parcel.DeliverTo(engine);
        }
    }
}
