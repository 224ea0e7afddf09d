namespace StaticNet.Tests;

/// <summary>Where the system looks for programs.</summary>
internal static class SearchPath
{
    /// <summary>All programs of a name, the one that would be started first.</summary>
    public static IEnumerable<string> Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program)).Where(File.Exists);
}
