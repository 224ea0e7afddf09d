using StaticNet.Importing.Hdf5;
using StaticNet.Importing.Tests.Files;

namespace StaticNet.Importing.Tests;

/// <summary>HDF5 files of the forms that are read give what was written; others are refused.</summary>
public sealed class Hdf5Tests
{
    private static readonly float[] _values = [.. Enumerable.Range(0, 35).Select(static i => (i * 1.25f) - 3)];

    public static TheoryData<int, int> Forms
    {
        get
        {
            var forms = new TheoryData<int, int>();
            foreach (int superblock in (int[])[0, 2, 3])
            {
                foreach (Hdf5Storage storage in Enum.GetValues<Hdf5Storage>())
                {
                    forms.Add(superblock, (int)storage);
                }
            }

            return forms;
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Numbers_come_back(int superblock, int storage)
    {
        Hdf5Node root = new Hdf5Node().Add("a/b/matrix", Hdf5Node.Data([7, 5], _values, (Hdf5Storage)storage))
            .Add("a/vector", Hdf5Node.Data([35], _values, (Hdf5Storage)storage));
        Hdf5Group group = Hdf5File.Open(Hdf5Writer.Write(superblock, root), "memory");

        Hdf5Dataset matrix = group.FindDataset("a/b/matrix")!;
        Assert.Equal([7, 5], matrix.Values.Shape);
        Assert.Equal("float32", matrix.Values.Type.Name);
        Assert.Equal(_values, matrix.Values.ToFloats());
        Assert.Equal(_values, group.FindDataset("a/vector")!.Values.ToFloats());
        Assert.Null(group.FindDataset("a/b/other"));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public void Groups_and_texts_come_back(int superblock, bool isDense)
    {
        var large = new Hdf5Node { IsDense = isDense };
        string[] names = [.. Enumerable.Range(0, 30).Select(static i => $"member{i:D2}")];
        foreach (string name in names)
        {
            large.Add(name, new Hdf5Node());
        }

        Hdf5Node root = new Hdf5Node().Add("large", large)
            .WithTexts("variable", true, "grüße")
            .WithTexts("fixed", false, "one", "three", "");
        Hdf5Group group = Hdf5File.Open(Hdf5Writer.Write(superblock, root), "memory");

        Assert.Equal(names, group.FindGroup("large")!.Names.Order(StringComparer.Ordinal));
        Assert.Equal(["grüße"], group.Attribute("variable")!.ToTexts());
        Assert.Equal(["one", "three", ""], group.Attribute("fixed")!.ToTexts());
        Assert.Null(group.Attribute("other"));
    }

    [Fact]
    public void What_is_outside_of_the_subset_is_refused_by_name()
    {
        byte[] file = Hdf5Writer.Write(0, new Hdf5Node().Add("x", Hdf5Node.Data([3], [1, 2, 3])));
        byte[] newer = [.. file];
        newer[8] = 4;
        Assert.Contains("superblock version 4", Message(newer), StringComparison.Ordinal);
        Assert.Contains("cut short", Message(file[..^8]), StringComparison.Ordinal);

        // The type's class: from a float to a compound.
        int type = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x11, 0x20, 0x1F, 0, 4]);
        byte[] compound = [.. file];
        compound[type] = 0x16;
        Assert.Contains("class 6", Message(compound), StringComparison.Ordinal);

        static string Message(byte[] bytes) => Assert.Throws<InvalidDataException>(
            () => Hdf5File.Open(bytes, "memory").FindDataset("x")!.Values.ToFloats()).Message;
    }

    [Fact]
    public void A_group_within_itself_ends()
    {
        byte[] file = Hdf5Writer.Write(2, new Hdf5Node().Add("x", new Hdf5Node()));
        int link = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[1, 0, 1, (byte)'x']);
        byte[] root = file[36..44];
        root.CopyTo(file, link + 4);
        Hdf5Group group = Hdf5File.Open(file, "memory");
        Assert.Throws<InvalidDataException>(() =>
        {
            for (int depth = 0; depth < 1000; depth++)
            {
                group = group.FindGroup("x")!;
            }
        });
    }
}
