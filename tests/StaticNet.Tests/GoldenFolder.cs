namespace StaticNet.Tests;

/// <summary>The folder of golden values beside the repository, or the one the environment variable <c>STATICNET_GOLDEN</c> names.</summary>
internal static class GoldenFolder
{
    /// <summary>Reads a case. Skips the test if there is no such folder.</summary>
    public static SafetensorsFile Read(string id)
    {
        string? folder = Environment.GetEnvironmentVariable("STATICNET_GOLDEN");
        for (DirectoryInfo? above = new(AppContext.BaseDirectory); folder is null && above is not null; above = above.Parent)
        {
            string candidate = Path.Combine(above.FullName, "shared", "golden");
            folder = Directory.Exists(candidate) ? candidate : null;
        }

        if (folder is null)
        {
            Assert.Skip($"There is no shared/golden in any folder above {AppContext.BaseDirectory}.");
        }

        return SafetensorsFile.Read(Path.Combine(folder, $"{id}.safetensors"));
    }
}
