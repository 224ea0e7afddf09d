using DigitsOnTheWeb;
using Microsoft.AspNetCore.Builder;

namespace StaticNet.Samples.Tests.Web;

/// <summary>The site of samples/Web, running at an address that only this machine reaches.</summary>
public sealed class Site : IAsyncLifetime
{
    private readonly WebApplication _site = DigitSite.Create(["--urls", "http://127.0.0.1:0"]);

    public Uri Address => new(_site.Urls.First());

    public async ValueTask InitializeAsync() => await _site.StartAsync();

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();
}
