namespace Digits;

/// <summary>Where weights are saved: the user's folder, or a temporary one that is removed in the end.</summary>
internal sealed class WeightFolder : IDisposable
{
    private readonly bool _temporary;

    /// <param name="folder">The user's folder, created if it is not there; null for a temporary one.</param>
    public WeightFolder(string? folder)
    {
        _temporary = folder is null;
        Path = folder is null ? Directory.CreateTempSubdirectory("digits-").FullName : Directory.CreateDirectory(folder).FullName;
    }

    public string Path { get; }

    public void Dispose()
    {
        if (_temporary)
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
