namespace StaticNet.Tests.Serialization;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_file_is_written() => AssertWritten(_folder.File("new"));

    [Fact]
    public void A_file_of_that_name_is_replaced() => AssertWritten(_folder.Write("old", "some longer content that was there before"));

    [Fact]
    public void A_name_without_a_folder_means_the_current_folder()
    {
        string name = $"{Guid.NewGuid():N}.bin";
        try
        {
            AtomicFile.Write(name, stream => stream.WriteByte(1));
            Assert.Equal([1], File.ReadAllBytes(Path.Combine(Environment.CurrentDirectory, name)));
        }
        finally
        {
            File.Delete(name);
        }
    }

    [Fact]
    public void The_old_file_is_intact_until_the_new_one_is_complete()
    {
        string path = _folder.Write("file", "old");

        AtomicFile.Write(path, stream =>
        {
            stream.Write(new byte[100_000]);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(path));
        });

        Assert.Equal(100_000, new FileInfo(path).Length);
    }

    [Fact]
    public void A_failure_leaves_the_old_file_and_nothing_else()
    {
        string path = _folder.Write("file", "old");

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write(new byte[100_000]);
            throw new InvalidOperationException();
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_folder_in_place_of_a_file_is_named()
    {
        string path = _folder.File("occupied");
        Directory.CreateDirectory(path);

        var exception = Assert.Throws<UnauthorizedAccessException>(() => AtomicFile.Write(path, _ => Assert.Fail("must not be called")));

        Assert.Equal($"Cannot write '{path}': '{path}' is a folder; expected the name of a file.", exception.Message);
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        string path = Path.Combine(_folder.Path, "missing", "file");

        var exception = Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(path, _ => Assert.Fail("must not be called")));

        Assert.Contains(Path.Combine(_folder.Path, "missing"), exception.Message, StringComparison.Ordinal);
    }

    private void AssertWritten(string path)
    {
        AtomicFile.Write(path, stream => stream.Write([1, 2, 3]));

        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
    }
}
