using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;

namespace Dispatch.Tests.Unit.Domain.Services;

public class ServiceCatalogTests
{
    [Fact]
    public void All_HaveAnIdOfTheirOwn_AModalityAndACredential()
    {
        Assert.NotEmpty(ServiceCatalog.All);
        Assert.Equal(ServiceCatalog.All.Length, ServiceCatalog.All.Select(s => s.Id).Distinct().Count());
        Assert.All(ServiceCatalog.All, s => Assert.NotEmpty(s.Modalities));
        Assert.All(ServiceCatalog.All, s => Assert.NotEmpty(s.Credentials));
        Assert.All(ServiceCatalog.All, s => Assert.NotEqual(ProviderProfile.AllServices, s.Id));
    }

    [Fact]
    public void All_TakenTogether_SomebodyMayPerform() =>
        Assert.NotEmpty(ServiceCatalog.All.Select(s => s.Credentials.AsEnumerable()).Aggregate((a, b) => a.Intersect(b)));

    [Fact]
    public void Get_Hormone_IsLiveByAPrescriber()
    {
        var hormone = ServiceCatalog.Get(new ServiceId("hormone"));

        Assert.Equal([Modality.Live], hormone.Modalities);
        Assert.Equal([Credential.MD, Credential.DO, Credential.NP], hormone.Credentials);
        Assert.True(hormone.IsPrescription);
    }

    [Fact]
    public void TryGet_NoService_IsFalse()
    {
        Assert.False(ServiceCatalog.TryGet(new ServiceId("none"), out _));
        Assert.False(ServiceCatalog.TryGet(default, out _));
    }
}
