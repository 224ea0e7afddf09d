using System.Text;
using StaticNet.Build;
using StaticNet.Tests;

namespace StaticNet.Generator.Tests.Pretrained;

/// <summary>What the package's task tells the compiler of files: hostile ones too, and never more than is there.</summary>
public sealed class WeightManifestTests
{
    private static readonly Lazy<byte[]> _file = new(static () => PretrainedNetworks.Save(
        CompilerHarness.Create("using StaticNet; [Input(2), Standardize, Dense(3), BatchNorm, Relu, Dense(2), Softmax] public partial class Net;"), "net"));

    [Fact]
    public void It_says_what_the_library_reads()
    {
        SafetensorsFile file = SafetensorsFile.Parse(_file.Value, "net");
        string[][] lines = [.. Describe(_file.Value).Split('\n').Select(static line => line.Split('\t'))];

        Assert.Equal(
            file.Tensors.Select(static tensor => $"{tensor.Name} {tensor.DataType} {string.Join(",", tensor.Shape.ToArray())}"),
            lines.Where(static line => line[0] == "tensor").Select(static line => $"{line[1]} {line[2]} {line[3]}"));
        Assert.Equal(file.Metadata, lines.Where(static line => line[0] == "metadata").ToDictionary(static line => line[1], static line => line[2]));
        Assert.Equal(
            file.Tensors.Where(static tensor => tensor.Name[0] != '_').SelectMany(static tensor => Array.ConvertAll(tensor.ToArray<float>(), BitConverter.SingleToUInt32Bits)),
            lines.Where(static line => line[0] == "bits").SelectMany(static line => line[1].Chunk(8)).Select(static digits => Convert.ToUInt32(new string(digits), 16)));
        Assert.All(
            lines.Where(static line => line[0] == "tensor"),
            line => Assert.True(_file.Value.AsSpan(int.Parse(line[4], null)).StartsWith(file[line[1]].Data.Span)));
    }

    [Theory]
    [InlineData(4096, true)]
    [InlineData(4097, false)]
    public void Values_of_small_files_alone_are_told(int values, bool isSmall)
    {
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, [SafetensorsTensor.Create<float>("a", [values], new float[values]), SafetensorsTensor.Create<float>("__selftest__.input", [1], [1])]);

        Assert.Equal(isSmall, Describe(stream.ToArray()).Contains("bits\t", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void The_first_value_that_is_not_finite_is_told(float value, string name)
    {
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, [SafetensorsTensor.Create<float>("a", [5], [1, float.MaxValue, float.Epsilon, value, float.NaN])]);

        Assert.Contains($"\nnonfinite\t3\t{name}\n", Describe(stream.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_cut_anywhere_is_invalid()
    {
        for (int length = 0; length < _file.Value.Length; length++)
        {
            Assert.Contains("\ninvalid\t", Describe(_file.Value[..length]), StringComparison.Ordinal);
        }
    }

    /// <summary>Every byte of the header changed to many others: what comes out is a description or a flaw, and the library agrees which.</summary>
    [Fact]
    public void A_header_that_is_changed_anywhere_is_judged_as_the_library_judges_it()
    {
        var random = new Random(8);
        int header = 8 + BitConverter.ToInt32(_file.Value);
        for (int i = 0; i < 3000; i++)
        {
            byte[] changed = [.. _file.Value];
            changed[random.Next(8, header)] = (byte)random.Next(32, 127);
            bool isValid = true;
            try
            {
                _ = SafetensorsFile.Parse(changed, "changed");
            }
            catch (InvalidDataException)
            {
                isValid = false;
            }

            string text = Describe(changed);
            if (isValid)
            {
                Assert.DoesNotContain("\ninvalid\t", text, StringComparison.Ordinal);
            }
            else if (!text.Contains("\ninvalid\t", StringComparison.Ordinal))
            {
                // A type that is not read, a metadata key given twice: the compiler refuses such a tensor, or does not look at the key.
                Assert.Contains(text.Split('\n'), static line => line.StartsWith("tensor\t", StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [InlineData("[]", "'{'")]
    [InlineData("{", "'\"'")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,0]}}", "an integer from 0 to 2^63 − 1")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,9],\"data_offsets\":[0,0]}}", "does not take 0 bytes")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,0]}}", "does not take 0 bytes")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},\"a\":{}}", "has 'a' twice")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[4,4]}}", "expected its data to begin at 0")]
    [InlineData("{\"a\\u12\":{}}", "an escape")]
    [InlineData("{} {}", "the end")]
    public void What_is_wrong_is_said(string header, string expected)
    {
        byte[] content = [.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header)];

        Assert.Contains(expected, Describe(content).Split('\n').Single(static line => line.StartsWith("invalid\t", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_cannot_end_a_line()
    {
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, [SafetensorsTensor.Create<float>("a\tb\nlength\t7\\", [1], [1])]);

        Assert.Contains("\ntensor\ta\\tb\\nlength\\t7\\\\\tF32\t1\t", Describe(stream.ToArray()), StringComparison.Ordinal);
    }

    private static string Describe(byte[] content)
    {
        using var folder = new TemporaryFolder(inMemory: true);
        return WeightManifest.Describe("net", folder.Write("net", content), WeightManifest.Stamp(content.Length, 0));
    }
}
