namespace StaticNet.Reports.Tests.Browser;

/// <summary>The report of <see cref="Demo"/> as a file, written once for all tests of a class.</summary>
public sealed class DemoFile : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DemoFile()
    {
        string path = _folder.File("demo.html");
        Demo.Report().Save(path);
        Address = new Uri(path);
    }

    public Uri Address { get; }

    public void Dispose() => _folder.Dispose();
}
