namespace StaticNet.Generator.Tests;

/// <summary>The folder of the repository that the tests were built from.</summary>
internal static class RepositoryFolder
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>A file or folder by its parts.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "StaticNet.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"There is no StaticNet.sln in any folder above {AppContext.BaseDirectory}.");
    }
}
