using System.Buffers.Binary;
using System.IO.Compression;
using StaticNet.Reports.Drawing;

namespace StaticNet.Reports.Tests.Drawing;

public sealed class ColorTests
{
    [Fact]
    public void Maps_go_through_their_published_colours()
    {
        Assert.Equal("#440154", ColorStops.At(ColorMap.Viridis, 0).ToString());
        Assert.Equal("#fde725", ColorStops.At(ColorMap.Viridis, 1).ToString());
        Assert.Equal("#dddddd", ColorStops.At(ColorMap.Diverging, 0.5).ToString());
        Assert.Equal("#b40426", ColorStops.At(ColorMap.Diverging, 7).ToString());
        Assert.Equal("#808080", ColorStops.At(ColorMap.Gray, 0.5).ToString());
    }

    [Fact]
    public void Viridis_only_gets_lighter()
    {
        double last = -1;
        for (int i = 0; i <= 100; i++)
        {
            Rgb color = ColorStops.At(ColorMap.Viridis, i / 100.0);
            double light = (0.2126 * color.Red) + (0.7152 * color.Green) + (0.0722 * color.Blue);
            Assert.True(light > last - 0.5, $"{i}: {color}");
            last = light;
        }
    }

    [Fact]
    public void Diverging_colours_are_even_around_zero()
    {
        var scale = new ColorScale(ColorMap.Diverging, [-1, 0.5, 4], new Axis(), round: false);
        Assert.Equal(new Domain(-4, 4), scale.Domain);
        Assert.Equal(new Rgb(221, 221, 221), scale.Of(0));
        Assert.Null(scale.Of(double.NaN));
        Assert.Equal(scale.Of(4), scale.Of(double.PositiveInfinity));
    }

    [Fact]
    public void Pictures_read_back_as_they_were()
    {
        byte[] file = Png.Encode(3, 2, static (x, y) => x == 2 && y == 1 ? null : new Rgb((byte)(x * 100), (byte)(y * 200), 7));
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);

        // The last chunk is the same in every file, its checksum included.
        Assert.Equal([0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82], file[^12..]);
        Assert.Equal(3, BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(16)));
        Assert.Equal(2, BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20)));
        int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(33));
        using var decompression = new ZLibStream(new MemoryStream(file, 41, length), CompressionMode.Decompress);
        using var rows = new MemoryStream();
        decompression.CopyTo(rows);
        Assert.Equal(
            [0, 0, 0, 7, 255, 100, 0, 7, 255, 200, 0, 7, 255, 0, 0, 200, 7, 255, 100, 200, 7, 255, 0, 0, 0, 0],
            rows.ToArray().Select(static value => (int)value));
    }
}
