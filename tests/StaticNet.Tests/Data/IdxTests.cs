using System.Buffers.Binary;
using System.IO.Compression;

namespace StaticNet.Tests.Data;

public sealed class IdxTests : IDisposable
{
    private const uint ImagesMagic = 0x00000803, LabelsMagic = 0x00000801;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Images_are_read_whether_compressed_or_not(bool compressed)
    {
        byte[] pixels = [.. Enumerable.Range(0, 24).Select(i => (byte)(i * 10))];
        string path = Write("images", Idx(ImagesMagic, [2, 3, 4], pixels), compressed);

        IdxImages images = IdxFile.ReadImages(path);

        Assert.Equal((2, 3, 4), (images.Count, images.Rows, images.Columns));
        Assert.Equal(pixels, images.Pixels);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Labels_are_read_whether_compressed_or_not(bool compressed)
    {
        byte[] labels = [.. Enumerable.Range(0, 3_000_000).Select(i => (byte)(i % 7))];

        Assert.Equal(labels, IdxFile.ReadLabels(Write("labels.gz", Idx(LabelsMagic, [3_000_000], labels), compressed)));
    }

    [Fact]
    public void Images_and_labels_make_a_data_set()
    {
        string images = Write("images", Idx(ImagesMagic, [2, 1, 2], [0, 255, 7, 8]));
        string labels = Write("labels", Idx(LabelsMagic, [2], [2, 0]));

        MemoryDataSet data = IdxFile.ReadDataSet(images, labels, 3);

        Assert.Equal(2, data.FeatureCount);
        Assert.Equal(3, data.ClassCount);
        Assert.Equal([0, 255], data.Row(0).ToArray());
        Assert.Equal([7, 8], data.Row(1).ToArray());
        Assert.Equal([2, 0], data.Labels.ToArray());
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        string path = _folder.File("missing");

        var exception = Assert.Throws<FileNotFoundException>(() => IdxFile.ReadImages(path));

        Assert.Equal(path, exception.FileName);
        Assert.Contains($"There is no file '{path}'", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Another_magic_number_is_refused(bool compressed)
    {
        string text = Write("text", "hello, world, this is text"u8.ToArray(), compressed);
        string labels = Write("labels", Idx(LabelsMagic, [40], new byte[40]), compressed);
        string images = Write("images", Idx(ImagesMagic, [1, 2, 2], new byte[4]), compressed);
        string floats = Write("floats", Idx(0x00000D03, [1, 1, 1], new byte[4]), compressed);

        AssertRefused(
            () => IdxFile.ReadImages(text), text, "0x00000803 (unsigned bytes, dimensions: 3), found 0x68656C6C");
        AssertRefused(() => IdxFile.ReadImages(labels), labels, "0x00000803", "found 0x00000801 (unsigned bytes, dimensions: 1)");
        AssertRefused(() => IdxFile.ReadLabels(images), images, "0x00000801", "found 0x00000803 (unsigned bytes, dimensions: 3)");
        AssertRefused(() => IdxFile.ReadImages(floats), floats, "found 0x00000D03");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(15)]
    public void A_header_cut_off_is_refused(int length)
    {
        byte[] start = Idx(ImagesMagic, [1, 1, 1], [])[..length];

        foreach (bool compressed in new[] { false, true })
        {
            string path = Write("short", start, compressed);
            AssertRefused(() => IdxFile.ReadImages(path), path, "expected a header of 16 bytes", $"found {length} bytes");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Data_cut_off_are_refused_with_both_numbers(bool compressed)
    {
        string path = Write("short", Idx(ImagesMagic, [5, 28, 28], new byte[3919]), compressed);

        AssertRefused(() => IdxFile.ReadImages(path), path, "expected 3920 bytes", "5 x 28 x 28", "found 3919");
    }

    [Fact]
    public void Trailing_bytes_are_refused()
    {
        byte[] content = Idx(LabelsMagic, [5], new byte[7]);

        AssertRefused(() => IdxFile.ReadLabels(Write("plain", content)), "expected 5 bytes", "found 7");
        AssertRefused(() => IdxFile.ReadLabels(Write("packed", content, compressed: true)), "expected 5 bytes", "found more");
    }

    [Theory]
    [InlineData(0u, 28u, 28u, "found 0 as dimension 0")]
    [InlineData(1u, 28u, 0u, "found 0 as dimension 2")]
    [InlineData(uint.MaxValue, 1u, 1u, "found 4294967295 as dimension 0")]
    [InlineData(65536u, 65536u, 1u, "found 65536 as dimension 1")]
    [InlineData(2147483591u, 2147483591u, 2147483591u, "as dimension 1")]
    public void Dimensions_that_are_zero_or_overflow_are_refused(uint count, uint rows, uint columns, string expected)
    {
        foreach (bool compressed in new[] { false, true })
        {
            string path = Write("hostile", Idx(ImagesMagic, [count, rows, columns], new byte[10]), compressed);
            AssertRefused(() => IdxFile.ReadImages(path), path, expected);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_header_that_claims_gigabytes_allocates_little(bool compressed)
    {
        string path = Write("hostile", Idx(LabelsMagic, [2_000_000_000], new byte[10]), compressed);

        long before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused(() => IdxFile.ReadLabels(path), "expected 2000000000 bytes", "found 10");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    [Fact]
    public void Damaged_gzip_data_are_refused()
    {
        byte[] packed = Compress(Idx(LabelsMagic, [5000], [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * i))]));
        byte[] damaged = [.. packed];
        damaged[packed.Length / 2] ^= 0xFF;
        byte[] checksum = [.. packed];
        checksum[^5] ^= 0xFF;

        foreach (byte[] content in new[] { damaged, checksum, packed[..(packed.Length / 2)], packed[..12] })
        {
            string path = _folder.Write("damaged.gz", content);
            AssertRefused(() => IdxFile.ReadLabels(path), path);
        }
    }

    [Fact]
    public void A_label_out_of_range_names_file_row_and_range()
    {
        string images = Write("images", Idx(ImagesMagic, [3, 1, 1], new byte[3]));
        string labels = Write("labels", Idx(LabelsMagic, [3], [9, 10, 11]));

        AssertRefused(() => IdxFile.ReadDataSet(images, labels, 10), labels, "row 1: expected a label from 0 to 9, found 10");
        Assert.Equal(11, IdxFile.ReadDataSet(images, labels, 256).Label(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => IdxFile.ReadDataSet(images, labels, 0));
    }

    [Fact]
    public void Different_numbers_of_images_and_labels_are_refused()
    {
        string images = Write("images", Idx(ImagesMagic, [3, 1, 1], new byte[3]));
        string labels = Write("labels", Idx(LabelsMagic, [2], new byte[2]));

        AssertRefused(() => IdxFile.ReadDataSet(images, labels, 10), images, labels, "expected 3 labels", "found 2");
    }

    [Theory]
    [InlineData("-idx", "", false)]
    [InlineData("-idx", ".gz", true)]
    [InlineData("-idx", ".gz", false)]
    [InlineData(".idx", "", true)]
    [InlineData(".idx", ".gz", true)]
    public void Mnist_is_loaded_under_each_of_its_names(string separator, string ending, bool compressed)
    {
        WriteMnist(separator, ending, compressed);

        Mnist digits = Mnist.Load(_folder.Path);

        Assert.Equal([8, 2, 5], new[] { digits.Train.Count, digits.Validation.Count, digits.Test.Count });
        Assert.Equal([784, 784, 784], new[] { digits.Train.FeatureCount, digits.Validation.FeatureCount, digits.Test.FeatureCount });
        Assert.Equal(10, digits.Train.ClassCount);
        Assert.Equal(8, digits.Validation.Row(0)[0]);
        Assert.Equal(9, digits.Validation.Label(1));
        Assert.Equal(4, digits.Test.Row(4)[783]);
    }

    [Fact]
    public void A_missing_file_of_mnist_is_named_with_the_names_tried()
    {
        WriteMnist("-idx", "", compressed: false);
        File.Delete(_folder.File("t10k-labels-idx1-ubyte"));

        var exception = Assert.Throws<FileNotFoundException>(() => Mnist.Load(_folder.Path));

        Assert.All(
            [_folder.Path, "'t10k-labels-idx1-ubyte'", "'t10k-labels-idx1-ubyte.gz'", "'t10k-labels.idx1-ubyte'"],
            text => Assert.Contains(text, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var exception = Assert.Throws<DirectoryNotFoundException>(() => Mnist.Load(_folder.File("missing")));

        Assert.Contains(_folder.File("missing"), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mnist_with_images_of_another_size_is_refused()
    {
        WriteMnist("-idx", "", compressed: false);
        string path = Write("train-images-idx3-ubyte", Idx(ImagesMagic, [10, 8, 8], new byte[640]));

        AssertRefused(() => Mnist.Load(_folder.Path), path, "expected images of 28 x 28 pixels, found 8 x 8");
    }

    [Fact]
    public void Mnist_with_a_label_above_nine_is_refused()
    {
        WriteMnist("-idx", "", compressed: false);
        string path = Write("t10k-labels-idx1-ubyte", Idx(LabelsMagic, [5], [0, 1, 2, 10, 4]));

        AssertRefused(() => Mnist.Load(_folder.Path), path, "row 3: expected a label from 0 to 9, found 10");
    }

    [Fact]
    public void The_real_mnist_has_its_known_rows()
    {
        Mnist digits = Mnist.Load(SharedData.Find("mnist"));

        Assert.Equal([48_000, 12_000, 10_000], new[] { digits.Train.Count, digits.Validation.Count, digits.Test.Count });
        Assert.Equal([5, 0, 4, 1, 9, 2, 1, 3, 1, 4], digits.Train.Labels[..10].ToArray());
        Assert.Equal([7, 2, 1, 0, 4, 1, 4, 9, 5, 9], digits.Test.Labels[..10].ToArray());
        Assert.Equal(8, digits.Validation.Label(11_999));
        double sum = 0;
        foreach (MemoryDataSet part in new[] { digits.Train, digits.Validation })
        {
            for (int row = 0; row < part.Count; row++)
            {
                foreach (float pixel in part.Row(row))
                {
                    sum += pixel;
                }
            }
        }

        // The mean of the training pixels, 0.1307 of 255, is known from everybody's normalisation of MNIST.
        Assert.Equal(0.1307, sum / (60_000.0 * 784 * 255), 0.00005);
    }

    private static byte[] Idx(uint magic, uint[] lengths, byte[] data)
    {
        var bytes = new byte[4 * (lengths.Length + 1)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, magic);
        for (int i = 0; i < lengths.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 * (i + 1)), lengths[i]);
        }

        return [.. bytes, .. data];
    }

    private static byte[] Compress(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var packed = new GZipStream(stream, CompressionLevel.Optimal))
        {
            packed.Write(content);
        }

        return stream.ToArray();
    }

    private static void AssertRefused(Action action, params string[] expected)
    {
        InvalidDataException exception = Assert.Throws<InvalidDataException>(action);
        Assert.All(expected, text => Assert.Contains(text, exception.Message, StringComparison.Ordinal));
    }

    private void WriteMnist(string separator, string ending, bool compressed)
    {
        static byte[] Pixels(int count) => [.. Enumerable.Range(0, count * 784).Select(i => (byte)(i / 784))];
        Write($"train-images{separator}3-ubyte{ending}", Idx(ImagesMagic, [10, 28, 28], Pixels(10)), compressed);
        Write($"train-labels{separator}1-ubyte{ending}", Idx(LabelsMagic, [10], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), compressed);
        Write($"t10k-images{separator}3-ubyte{ending}", Idx(ImagesMagic, [5, 28, 28], Pixels(5)), compressed);
        Write($"t10k-labels{separator}1-ubyte{ending}", Idx(LabelsMagic, [5], [0, 1, 2, 3, 4]), compressed);
    }

    private string Write(string name, byte[] content, bool compressed = false) =>
        _folder.Write(name, compressed ? Compress(content) : content);
}
