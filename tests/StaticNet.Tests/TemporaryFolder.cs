namespace StaticNet.Tests;

/// <summary>A folder of its own for a test, deleted at the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("staticnet").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, ReadOnlySpan<byte> content)
    {
        System.IO.File.WriteAllBytes(File(name), content);
        return File(name);
    }

    public string Write(string name, string content)
    {
        System.IO.File.WriteAllText(File(name), content);
        return File(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
