namespace StaticNet.Tests.Data;

/// <summary>Files of arrays that are read in place.</summary>
public sealed class MappedDataSetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("<f4", -1.5, 2.25)]
    [InlineData(">f4", -1.5, 2.25)]
    [InlineData("<f8", -1.5, 1e-3)]
    [InlineData(">f8", -1.5, 1e-3)]
    [InlineData("|u1", 0, 255)]
    [InlineData("|i1", -128, 127)]
    [InlineData("<i2", -32768, 32767)]
    [InlineData(">i2", -32768, 300)]
    [InlineData("<u2", 0, 65535)]
    [InlineData("<i4", -70000, 70000)]
    [InlineData(">i4", -70000, 70000)]
    [InlineData("<u4", 0, 4294967040)]
    [InlineData("<i8", -70000, 70000)]
    [InlineData("<u8", 0, 4294967040)]
    [InlineData("|b1", 0, 1)]
    public void Every_type_of_numpy_is_read(string description, double first, double second)
    {
        string features = Write("x.npy", ArrayFiles.Npy(description, "(3, 2)", ArrayFiles.Bytes(description, first, second, second, first, 0, 1)));
        string labels = Write("y.npy", ArrayFiles.Npy("<i8", "(3,)", ArrayFiles.Bytes("<i8", 2, 0, 1)));

        MappedDataSet data = MappedDataSet.OpenNpy(features, labels, classCount: 3);

        Assert.Equal((2, 3, 0, 3L), (data.FeatureCount, data.ClassCount, data.TargetCount, data.RowCount));
        MemoryDataSet read = data.ToMemory();
        Assert.Equal([(float)first, (float)second], read.Row(0).ToArray());
        Assert.Equal([(float)second, (float)first], read.Row(1).ToArray());
        Assert.Equal([2, 0, 1], read.Labels.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_version_of_the_header_is_read(int version)
    {
        string features = Write("x.npy", ArrayFiles.Npy("<f4", "(2, 3, 1)", ArrayFiles.Bytes("<f4", 1, 2, 3, 4, 5, 6), version: version));
        string targets = Write(
            "y.npy",
            ArrayFiles.NpyWithHeader(
                "{\"shape\": (2L, 2L), \"descr\": \"<f8\",'fortran_order':False}", ArrayFiles.Bytes("<f8", 7, 8, 9, 10), version));

        MemoryDataSet data = MappedDataSet.OpenNpy(features, targets).ToMemory();

        Assert.Equal([4, 5, 6], data.Row(1).ToArray());
        Assert.Equal([9, 10], data.Target(1).ToArray());
    }

    [Theory]
    [InlineData(0x08, "|u1")]
    [InlineData(0x09, "|i1")]
    [InlineData(0x0B, ">i2")]
    [InlineData(0x0C, ">i4")]
    [InlineData(0x0D, ">f4")]
    [InlineData(0x0E, ">f8")]
    public void Every_type_of_idx_is_read(byte type, string description)
    {
        string features = Write("x", ArrayFiles.Idx(type, [2, 1, 2], ArrayFiles.Bytes(description, 1, 2, 3, 100)));
        string labels = Write("y", ArrayFiles.Idx(0x08, [2], [1, 0]));

        MappedDataSet data = MappedDataSet.OpenIdx(features, labels, classCount: 2);

        Assert.Equal([3, 100], data.ToMemory().Row(1).ToArray());
        Assert.Equal([1, 0], data.ToMemory().Labels.ToArray());
    }

    [Fact]
    public void Rows_come_in_the_orders_of_a_data_set_in_memory_and_train_to_the_same_weights()
    {
        MemoryDataSet memory = Training.TestData.Clusters(101);
        double[] values = [.. Enumerable.Range(0, 101).SelectMany(row => memory.Row(row).ToArray()).Select(static value => (double)value)];
        string features = Write("x.npy", ArrayFiles.Npy("<f4", "(101, 2)", ArrayFiles.Bytes("<f4", values)));
        string labels = Write("y.npy", ArrayFiles.Npy("|u1", "(101,)", [.. memory.Labels.ToArray().Select(static label => (byte)label)]));
        MappedDataSet mapped = MappedDataSet.OpenNpy(features, labels, classCount: 3);

        Assert.Equal(Trained(memory), Trained(mapped));

        static float[] Trained(DataSet data)
        {
            var network = new Training.LinearNetwork(Training.LinearNetwork.LayoutOf(2, 3));
            network.Fit(data, new FitOptions { Epochs = 3, BatchSize = 8, Validation = data });
            return [.. network.Parameters.SelectMany(static parameter => parameter.ToArray())];
        }
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        string features = Write(
            "x.npy", ArrayFiles.Npy("<f8", "(40, 30)", ArrayFiles.Bytes("<f8", [.. Enumerable.Range(0, 1200).Select(static i => (double)i)])));
        string labels = Write("y.npy", ArrayFiles.Npy("<i4", "(40, 1)", ArrayFiles.Bytes("<i4", new double[40])));
        using BatchReader reader = MappedDataSet.OpenNpy(features, labels, classCount: 1).OpenReader(new BatchOrder(true, 1, 0));
        float[] rows = new float[8 * 30];
        int[] read = new int[8];
        reader.Read(8, rows, read, []);
        reader.Restart(new BatchOrder(true, 1, 1));

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int epoch = 2; epoch < 4; epoch++)
        {
            reader.Restart(new BatchOrder(true, 1, epoch));
            while (reader.Read(8, rows, read, []) > 0)
            {
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Long_rows_are_read_block_by_block()
    {
        double[] values = [.. Enumerable.Range(0, 2 * 20_000).Select(static i => (double)i)];
        string features = Write("x.npy", ArrayFiles.Npy("<f8", "(2, 20000)", ArrayFiles.Bytes("<f8", values)));
        string targets = Write("y.npy", ArrayFiles.Npy("<f4", "(2,)", ArrayFiles.Bytes("<f4", 1, 2)));
        Assert.Equal(values.Skip(20_000).Select(static value => (float)value), MappedDataSet.OpenNpy(features, targets).ToMemory().Row(1).ToArray());
    }

    [Fact]
    public void What_cannot_be_read_in_place_is_said()
    {
        byte[] six = ArrayFiles.Bytes("<f4", 1, 2, 3, 4, 5, 6);
        string labels = Write("y.npy", ArrayFiles.Npy("<i8", "(3,)", ArrayFiles.Bytes("<i8", 0, 1, 2)));
        RefusedNpy(ArrayFiles.Npy("<f4", "(3, 2)", six, fortranOrder: true), "column by column (Fortran order)");
        RefusedNpy(ArrayFiles.Npy("<c8", "(3, 2)", six), "found '<c8': save array.astype('float32')");
        RefusedNpy(ArrayFiles.Npy("<f4", "(3, 3)", six), "expected 36 bytes after the header for 3 x 3 of float32, found 24");
        RefusedNpy(ArrayFiles.Npy("<f4", "(6,)", six, version: 4), "version 1, 2 or 3");
        RefusedNpy(ArrayFiles.Npy("<f4", "()", [0, 0, 0, 0]), "a single number");
        RefusedNpy(ArrayFiles.Npy("<f4", "(0, 2)", []), "dimensions of 1 at least");
        RefusedNpy(ArrayFiles.Npy("<f4", "(9223372036854775807, 9223372036854775807)", six), "rows");
        RefusedNpy(ArrayFiles.NpyWithHeader("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (6,)}", six), "structured arrays");
        RefusedNpy(ArrayFiles.NpyWithHeader("{'descr': '<f4', 'shape': (6,)}", six), "'fortran_order'");
        RefusedNpy(ArrayFiles.NpyWithHeader("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (6,)}", six), "once");
        RefusedNpy(ArrayFiles.NpyWithHeader("{'descr': '<f4', 'fortran_order': __import__('os'), 'shape': (6,)}", six), "True or False");
        RefusedNpy("PK\x03\x04 an archive"u8.ToArray(), "the start of a NumPy file, 934E554D5059, found 504B03042061");
        RefusedNpy([], "the start of a NumPy file");

        Assert.Throws<FileNotFoundException>(() => MappedDataSet.OpenNpy(_folder.File("none"), labels, 3));
        string four = Write("x4.npy", ArrayFiles.Npy("<f4", "(4, 1)", ArrayFiles.Bytes("<f4", 1, 2, 3, 4)));
        Refused(() => MappedDataSet.OpenNpy(four, labels, 3), "expected 4 rows, as many as there are in");
        Refused(
            () => MappedDataSet.OpenNpy(labels, Write("y3.npy", ArrayFiles.Npy("<f4", "(3,)", ArrayFiles.Bytes("<f4", 1, 2, 3))), 3),
            "expected labels, one integer a row, found 1 of type float32");

        void RefusedNpy(byte[] file, string message) => Refused(() => MappedDataSet.OpenNpy(Write("x.npy", file), labels, 3), message);
    }

    [Fact]
    public void What_is_wrong_with_an_idx_file_is_said()
    {
        string labels = Write("y", ArrayFiles.Idx(0x08, [2], [1, 0]));
        Refused(() => MappedDataSet.OpenIdx(Write("x", [0x1F, 0x8B, 8, 0]), labels, 2), "unpack it, or read it into memory with IdxFile");
        Refused(() => MappedDataSet.OpenIdx(Write("x", [0, 0, 0x0A, 1, 0, 0, 0, 1, 0]), labels, 2), "found 00000A01");
        Refused(() => MappedDataSet.OpenIdx(Write("x", []), labels, 2), "found an empty file");
        Refused(() => MappedDataSet.OpenIdx(Write("x", [0, 0, 8, 2, 0, 0]), labels, 2), "a header of 12 bytes, found a file of 6 bytes");
        Refused(
            () => MappedDataSet.OpenIdx(Write("x", ArrayFiles.Idx(0x08, [2, 2], [1, 2, 3])), labels, 2),
            "expected 4 bytes after the header for 2 x 2 of uint8, found 3");
    }

    [Fact]
    public void Values_are_checked_when_they_are_read()
    {
        string features = Write("x.npy", ArrayFiles.Npy("<f4", "(2, 2)", ArrayFiles.Bytes("<f4", 1, 2, 3, double.NaN)));
        string finite = Write("z.npy", ArrayFiles.Npy("<f4", "(2, 2)", ArrayFiles.Bytes("<f4", 1, 2, 3, 4)));
        string labels = Write("y.npy", ArrayFiles.Npy("<i8", "(2,)", ArrayFiles.Bytes("<i8", 0, 1)));
        string negative = Write("n.npy", ArrayFiles.Npy("<i8", "(2,)", ArrayFiles.Bytes("<i8", 0, -1)));

        Refused(() => MappedDataSet.OpenNpy(features, labels, 2).ToMemory(), "row 1, feature 1: expected a finite number, found NaN");
        Assert.True(float.IsNaN(MappedDataSet.OpenNpy(features, labels, 2, allowNonFinite: true).ToMemory().Row(1)[1]));
        Refused(() => MappedDataSet.OpenNpy(finite, labels, 1).ToMemory(), "row 1: expected a label from 0 to 0, found 1");
        Refused(() => MappedDataSet.OpenNpy(finite, negative, 2).ToMemory(), "found another number");

        MappedDataSet changed = MappedDataSet.OpenNpy(finite, labels, 2);
        Write("z.npy", ArrayFiles.Npy("<f4", "(1, 2)", ArrayFiles.Bytes("<f4", 1, 2)));
        Refused(() => changed.ToMemory(), "as when it was opened");
    }

    private static void Refused(Action act, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(act).Message, StringComparison.Ordinal);

    private string Write(string name, byte[] content) => _folder.Write(name, content);
}
