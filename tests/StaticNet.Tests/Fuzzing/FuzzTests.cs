using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using StaticNet.Tests.Data;
using StaticNet.Tests.Training;

namespace StaticNet.Tests.Fuzzing;

/// <summary>
/// Files from elsewhere are hostile. Whatever they hold, a reader throws nothing but <see cref="InvalidDataException"/>, takes less than a
/// second, and allocates no more than the multiple of the file's size stated here; a network that they do not fit stays as it was.
/// </summary>
public sealed class FuzzTests : IDisposable
{
    private const int SafetensorsPerByte = 64, CheckpointPerByte = 96, CsvPerByte = 64, IdxPerByte = 16, CompressedIdxPerByte = 6000,
        MappedPerByte = 64, SearchPerByte = 64;
    private const int Small = 1 << 16, Buffers = 1 << 20;

    private readonly TemporaryFolder _folder = new(inMemory: true);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Safetensors()
    {
        LinearNetwork network = Trained(null);
        network.Save(_folder.File("model"));
        byte[] original = File.ReadAllBytes(_folder.File("model"));
        var target = new LinearNetwork(Layout(), seed: 9);
        byte[] before = State(target);
        IEnumerable<byte[]> files = new Mutations(Fuzz.Seed, original).Take(Fuzz.Count / 2)
            .Concat(SafetensorsFiles.Take(Fuzz.Count - (Fuzz.Count / 2), Fuzz.Seed))
            .Append(SafetensorsFiles.Nested(100_000));

        Fuzz.Run("safetensors", files, bytes => SafetensorsFile.Parse(bytes, "memory"), SafetensorsPerByte, Small);
        Fuzz.Run("weights", files, bytes => LoadOrLeave(target, bytes, ref before), SafetensorsPerByte, Small);
    }

    [Fact]
    public void Checkpoints()
    {
        var checkpoint = new CheckpointFile(_folder.File("run"));
        Trained(checkpoint);
        byte[] original = File.ReadAllBytes(checkpoint.Path);
        IEnumerable<byte[]> files = new Mutations(Fuzz.Seed, original).Take(Fuzz.Count);
        Fuzz.Run("checkpoint", files, static bytes => ToState(bytes), CheckpointPerByte, Small);

        // A state that can be read is given to a training: it fits and goes on, or the network stays as it was.
        MemoryDataSet data = TestData.Clusters(12);
        Fuzz.Run("resuming", files, bytes => ResumeOrLeave(ToState(bytes), data), CheckpointPerByte, Small);
    }

    [Fact]
    public void Idx()
    {
        byte[] images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, .. Enumerable.Range(0, 24).Select(static i => (byte)i)];
        byte[] labels = [0, 0, 8, 1, 0, 0, 0, 2, 3, 4];
        string path = _folder.File("idx");
        void Read(byte[] bytes)
        {
            File.WriteAllBytes(path, bytes);
            try
            {
                Assert.NotEmpty(IdxFile.ReadImages(path).Pixels);
            }
            catch (InvalidDataException)
            {
                Assert.NotEmpty(IdxFile.ReadLabels(path));
            }
        }

        Fuzz.Run("IDX", new Mutations(Fuzz.Seed, images, labels).Take(Fuzz.Count - (Fuzz.Count / 2)), Read, IdxPerByte, Small);
        var compressed = new Mutations(Fuzz.Seed, Compressed(images), Compressed(labels), Compressed(new byte[100_000]));
        Fuzz.Run("compressed IDX", compressed.Take(Fuzz.Count / 2), Read, CompressedIdxPerByte, 3 * Buffers);
    }

    [Fact]
    public void Mapped_arrays()
    {
        string path = _folder.File("array"), labels = _folder.Write("labels", ArrayFiles.Npy("|u1", "(2,)", [0, 1]));
        string idxLabels = _folder.Write("idx-labels", ArrayFiles.Idx(0x08, [2], [0, 1]));
        byte[] floats = ArrayFiles.Npy("<f4", "(2, 3)", ArrayFiles.Bytes("<f4", 1, 2, 3, 4, 5, 6));
        byte[] doubles = ArrayFiles.Npy(">f8", "(2, 1)", ArrayFiles.Bytes(">f8", 1, 2), version: 2);
        byte[] integers = ArrayFiles.Npy("<i8", "(2,)", ArrayFiles.Bytes("<i8", 1, 0));
        Fuzz.Run("npy", new Mutations(Fuzz.Seed, floats, doubles, integers).Take(Fuzz.Count), bytes =>
        {
            File.WriteAllBytes(path, bytes);
            Assert.Equal(2, MappedDataSet.OpenNpy(path, labels, classCount: 2).ToMemory().Count);
        }, MappedPerByte, Small);
        byte[] images = ArrayFiles.Idx(0x08, [2, 3, 4], new byte[24]);
        byte[] shorts = ArrayFiles.Idx(0x0B, [2, 2], ArrayFiles.Bytes(">i2", 1, 2, 3, -4));
        Fuzz.Run("mapped IDX", new Mutations(Fuzz.Seed, images, shorts).Take(Fuzz.Count / 2), bytes =>
        {
            File.WriteAllBytes(path, bytes);
            Assert.Equal(2, MappedDataSet.OpenIdx(path, idxLabels, classCount: 2).ToMemory().Count);
        }, MappedPerByte, Small);
    }

    [Fact]
    public void Searches()
    {
        var state = new SearchState("what", [
            new SearchTrial(1, 1, new SearchValues(["rate", "optimizer"], [0.01, "adam"]))
            {
                Fit = "Adam", Rungs = [new SearchRung(1, 0.5, 0.9, 1), new SearchRung(3, 0.4, null, 2)],
            },
            new SearchTrial(2, 2, new SearchValues(["rate", "optimizer"], [10, "sgd"]))
            {
                Rungs = [new SearchRung(1, double.NaN, null, 1)], Outcome = SearchOutcome.Diverged,
            },
        ]);
        var original = new MemoryStream();
        SearchFormat.Write(original, state);
        Fuzz.Run(
            "search",
            new Mutations(Fuzz.Seed, original.ToArray()).Take(Fuzz.Count),
            static bytes => SearchFormat.ToState(bytes, "memory"),
            SearchPerByte,
            Small);
    }

    [Fact]
    public void Csv()
    {
        byte[] named = Encoding.UTF8.GetBytes("a,b,class\n1,2.5,0\n-3e2,\"4\",1\n5,6,1\n");
        byte[] plain = Encoding.UTF8.GetBytes("\uFEFF1,2,0\r\n3,4,1\r\n");
        byte[] quoted = Encoding.UTF8.GetBytes("\"a,\"\"x\"\"\",b,class\n1,2,0\n");
        byte[] wide = Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Repeat("1", 400)) + "\n");
        string path = _folder.File("csv");
        var options = new CsvOptions { ClassCount = 2 };
        Fuzz.Run("CSV", new Mutations(Fuzz.Seed, named, plain, quoted, wide).Take(Fuzz.Count), Read, CsvPerByte, Buffers);

        void Read(byte[] bytes)
        {
            File.WriteAllBytes(path, bytes);
            MemoryDataSet data = CsvDataSet.Load(path, options);
            using BatchReader reader = CsvDataSet.Open(path, options).OpenReader(new BatchOrder(true, 1, 0));
            int rows = 0;
            for (int read; (read = reader.Read(1, new float[data.FeatureCount], new int[1], [])) > 0; rows += read)
            {
            }

            Assert.Equal(data.Count, rows);
        }
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(50_000)]
    public void Large_headers_of_nothing_cost_little(int entries)
    {
        string Many(Func<int, string> entry) => string.Join(',', Enumerable.Range(0, entries).Select(entry));
        byte[][] files =
        [
            SafetensorsFiles.File($"{{{Many(static i => $"\"{i}\":{{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}")}}}", 0),
            SafetensorsFiles.File($"{{\"__metadata__\":{{{Many(static i => $"\"{i}\":\"\"")}}}}}", 0),
            SafetensorsFiles.File($"{{\"a\":{{\"dtype\":\"F32\",\"shape\":[{Many(static _ => "1")}],\"data_offsets\":[0,4]}}}}", 4),
            SafetensorsFiles.File($"{{{Many(static _ => "\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}")}}}", 0),
            SafetensorsFiles.Nested(entries),
        ];
        Fuzz.Run("large headers", files, static bytes => SafetensorsFile.Parse(bytes, "memory"), SafetensorsPerByte, Small);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void Many_callbacks_cost_little(int callbacks, bool accepted)
    {
        var checkpoint = new CheckpointFile(_folder.File("run"));
        Trained(checkpoint);
        Dictionary<string, string> metadata = CheckpointFormat.Metadata(checkpoint.Read()! with { Callbacks = [] });
        metadata["callbacks"] = $"{callbacks}";
        for (int i = 0; i < 20_000; i++)
        {
            metadata[$"__callback__.{i % callbacks}"] = "type";
            metadata[$"__callback__.{i % callbacks}.{i}"] = "1";
        }

        var file = new MemoryStream();
        SafetensorsFile.Write(file, [], metadata);
        TrainingState? state = null;
        void Read(byte[] bytes) => state = ToState(bytes);
        Fuzz.Run("many callbacks", [file.ToArray(), []], Read, CheckpointPerByte, Small, refusals: accepted ? 1 : 2);
        Assert.Equal(accepted ? callbacks : null, state?.Callbacks.Count);
    }

    private static TrainingState ToState(byte[] bytes) => CheckpointFormat.ToState(SafetensorsFile.Parse(bytes, "memory"));

    private static NetworkLayout Layout() => LinearNetwork.LayoutOf(2, 3, normalizers: [Normalizer.Standardize()]);

    private static LinearNetwork Trained(TrainingCheckpoint? checkpoint)
    {
        var network = new LinearNetwork(Layout());
        network.Fit(TestData.Clusters(12), Options(2, checkpoint));
        return network;
    }

    private static FitOptions Options(int epochs, TrainingCheckpoint? checkpoint) => new()
    {
        Epochs = epochs,
        BatchSize = 4,
        Checkpoint = checkpoint,
        Callbacks =
        [
            new EarlyStopping { Metric = TrainingMetric.Loss }, new ReduceOnPlateau { Metric = TrainingMetric.Loss },
        ],
    };

    private static void LoadOrLeave(LinearNetwork network, byte[] file, ref byte[] before)
    {
        try
        {
            NetworkFiles.Load(network, SafetensorsFile.Parse(file, "memory"));
            before = State(network);
        }
        catch (InvalidDataException)
        {
            Assert.Equal(before, State(network));
            throw;
        }
    }

    private static void ResumeOrLeave(TrainingState state, MemoryDataSet data)
    {
        var network = new LinearNetwork(Layout());
        byte[] before = State(network);
        try
        {
            network.Fit(data, Options(3, new InMemory(state)));
        }
        catch (InvalidDataException)
        {
            Assert.Equal(before, State(network));
            throw;
        }
        catch (TrainingDivergedException)
        {
            // The values fit and are finite, but are too large to train on.
        }
    }

    private static byte[] State(LinearNetwork network) =>
    [
        .. MemoryMarshal.AsBytes(network.ParameterArena.Span), .. MemoryMarshal.AsBytes(network.StatisticArena.Span),
        .. BitConverter.GetBytes(network.Step), .. BitConverter.GetBytes(network.EpochsBegun),
        network.NormalizersFitted ? (byte)1 : (byte)0, network.StatisticsLoaded ? (byte)1 : (byte)0,
    ];

    private static byte[] Compressed(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private sealed class InMemory(TrainingState state) : TrainingCheckpoint
    {
        public override TrainingState? Read() => state;

        public override void Write(TrainingState state)
        {
        }
    }
}
