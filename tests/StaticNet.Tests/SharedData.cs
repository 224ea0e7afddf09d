namespace StaticNet.Tests;

/// <summary>The folder of data sets beside the repository, for tests that use them where they are.</summary>
internal static class SharedData
{
    /// <summary>
    /// The path of <paramref name="name"/> in the first folder <c>shared/data</c> found on the way up from the test program. Skips the
    /// test if there is none.
    /// </summary>
    public static string Find(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "shared", "data", name);
            if (Path.Exists(path))
            {
                return path;
            }
        }

        Assert.Skip($"There is no shared/data/{name} in any folder above {AppContext.BaseDirectory}.");
        return "";
    }
}
