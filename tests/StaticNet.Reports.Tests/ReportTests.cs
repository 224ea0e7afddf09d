namespace StaticNet.Reports.Tests;

public sealed class ReportTests
{
    [Fact]
    public void The_same_content_gives_the_same_file() => Assert.Equal(Demo.Report().ToHtml(), Demo.Report().ToHtml());
}
