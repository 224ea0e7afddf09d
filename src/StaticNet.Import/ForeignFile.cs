namespace StaticNet.Importing;

/// <summary>Reads files whole.</summary>
internal static class ForeignFile
{
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is larger than an array can be.</exception>
    public static byte[] ReadAll(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file '{path}' (looked for '{Path.GetFullPath(path)}').", path);
        }

        long length = new FileInfo(path).Length;
        return length <= Array.MaxLength
            ? File.ReadAllBytes(path)
            : throw new InvalidDataException($"'{path}': expected a file of at most {Array.MaxLength} bytes, found {length}.");
    }
}
