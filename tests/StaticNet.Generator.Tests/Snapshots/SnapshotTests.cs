namespace StaticNet.Generator.Tests.Snapshots;

/// <summary>
/// Generated code compared with approved text beside this file. <c>STATICNET_APPROVE=1 dotnet test tests/StaticNet.Generator.Tests</c> writes
/// the text anew; the commit's diff then shows what has changed.
/// </summary>
public sealed class SnapshotTests
{
    private static bool Approves => Environment.GetEnvironmentVariable("STATICNET_APPROVE") == "1";

    public static TheoryData<string> Networks => SnapshotNetworks.Names;

    [Theory]
    [MemberData(nameof(Networks))]
    public void Generated_code_is_as_approved(string network)
    {
        string folder = RepositoryFolder.Path("tests", "StaticNet.Generator.Tests", "Snapshots", network);
        Dictionary<string, string> generated = CompilerHarness.Run(SnapshotNetworks.Sources[network]).Files
            .ToDictionary(static file => Path.GetFileName(file.Key) + ".txt", static file => file.Value);
        if (Approves)
        {
            Write(folder, generated);
        }

        Assert.True(Directory.Exists(folder), $"{network} has no approved code yet; run with STATICNET_APPROVE=1.");
        Assert.Equal(generated.Keys.Order(StringComparer.Ordinal), Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(generated, file => AssertSame(file.Key, File.ReadAllText(Path.Combine(folder, file.Key)), file.Value));
    }

    private static void Write(string folder, Dictionary<string, string> files)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        foreach ((string name, string text) in files)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }
    }

    /// <summary>Fails on the first line that differs, and shows both.</summary>
    private static void AssertSame(string file, string approved, string generated)
    {
        string[] expected = approved.ReplaceLineEndings("\n").Split('\n');
        string[] actual = generated.Split('\n');
        for (int i = 0; i < Math.Max(expected.Length, actual.Length); i++)
        {
            string? before = i < expected.Length ? expected[i] : null;
            string? now = i < actual.Length ? actual[i] : null;
            Assert.True(
                before == now,
                $"""
                {file}, line {i + 1}:
                  approved: {before ?? "(end)"}
                  now:      {now ?? "(end)"}
                Run with STATICNET_APPROVE=1 to approve what is generated now.
                """);
        }
    }
}
