using System.Text;
using StaticNet.Tests.Fuzzing;

namespace StaticNet.Data.Tests;

/// <summary>Files from elsewhere are hostile: see the tests of this name in StaticNet.Tests.</summary>
public sealed class FuzzTests : IDisposable
{
    private const int CsvPerByte = 400, EncodingPerByte = 400;
    private const int Small = 1 << 16, Buffers = 1 << 20;

    private readonly TemporaryFolder _folder = new(inMemory: true);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tables()
    {
        byte[] named = Encoding.UTF8.GetBytes("a,b,class\n1,2.5,0\n-3e2,\"4\",1\n5,,1\n");
        byte[] quoted = Encoding.UTF8.GetBytes("\uFEFF\"a,\"\"x\"\"\",b,class\r\nred,\"2\n3\",0\r\nblue,2,1\r\n");
        byte[] wide = Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, 400)) + "\n" + string.Join(',', Enumerable.Repeat("1", 400)) + "\n");
        string path = _folder.File("csv");
        Fuzz.Run("table", new Mutations(Fuzz.Seed, named, quoted, wide).Take(Fuzz.Count), bytes =>
        {
            File.WriteAllBytes(path, bytes);
            Assert.NotEqual(0, Table.ReadCsv(path).RowCount);
        }, CsvPerByte, Buffers);
    }

    [Fact]
    public void Encodings()
    {
        Table table = Table.FromRows("made up", ["age", "port", "class"], [["1", "a", "x"], ["", "b", "y"], ["3", "", "x"]]);
        TableEncoding.Fit(table, new EncodingOptions
        {
            ClassColumn = "class",
            NumericColumns = ColumnOptions.Numeric(MissingValues.Mean, flagMissing: true),
            CategoricalColumns = ColumnOptions.Categorical(UnseenCategories.OwnColumn, MissingValues.Zero),
        }).Save(_folder.File("encoding"));
        byte[] original = File.ReadAllBytes(_folder.File("encoding"));
        Fuzz.Run("encoding", new Mutations(Fuzz.Seed, original).Take(Fuzz.Count), bytes =>
        {
            TableEncoding encoding = EncodingFormat.ToEncoding(bytes, "memory");
            Assert.Equal(encoding.FeatureCount, encoding.FeatureNames.Count);
        }, EncodingPerByte, Small);
    }
}
