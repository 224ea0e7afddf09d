using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Matrix;

public sealed class ByteConversionTests
{
    private const float Canary = 12345f;

    private delegate void Conversion(ref readonly byte source, ref float destination, int count);

    /// <summary>Registers of every width, whichever this processor has, and the choice among them.</summary>
    private static readonly Conversion[] _conversions =
        [ByteConversion.ToSingle, ByteConversion.Convert512, ByteConversion.Convert256, ByteConversion.Convert128];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(33)]
    [InlineData(255)]
    [InlineData(784)]
    public void Every_byte_becomes_its_number_and_nothing_beyond_is_touched(int count)
    {
        byte[] source = [.. Enumerable.Range(0, count + 1).Select(static i => (byte)(i * 37))];
        var expected = new float[count];
        ByteConversionReference.ToSingle(source.AsSpan(0, count), expected);
        foreach (Conversion convert in _conversions)
        {
            var actual = new float[count + 20];
            Array.Fill(actual, Canary);

            convert(in source[0], ref actual[0], count);

            Assert.Equal(expected, actual[..count]);
            Assert.All(actual[count..], static value => Assert.Equal(Canary, value));
        }
    }

    [Fact]
    public void All_bytes_are_exact()
    {
        byte[] source = [.. Enumerable.Range(0, 256).Select(static i => (byte)i)];
        foreach (Conversion convert in _conversions)
        {
            var actual = new float[256];
            convert(in source[0], ref actual[0], 256);
            Assert.Equal(Enumerable.Range(0, 256).Select(static i => (float)i), actual);
        }
    }
}
