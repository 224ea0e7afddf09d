using System.Buffers.Binary;
using System.IO.Compression;

namespace StaticNet.Reports.Drawing;

/// <summary>Writes pictures as PNG (W3C, "Portable Network Graphics Specification", third edition): 8 bits a channel, with opacity.</summary>
internal static class Png
{
    private static readonly uint[] _checksums = Checksums();

    /// <summary>The file of a picture.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="color">The colour of column and row; nothing is drawn where there is none.</param>
    public static byte[] Encode(int width, int height, Func<int, int, Rgb?> color)
    {
        var rows = new byte[height * ((4 * width) + 1)];
        int at = 0;
        for (int y = 0; y < height; y++)
        {
            rows[at++] = 0;
            for (int x = 0; x < width; x++, at += 4)
            {
                if (color(x, y) is { } pixel)
                {
                    (rows[at], rows[at + 1], rows[at + 2], rows[at + 3]) = (pixel.Red, pixel.Green, pixel.Blue, 255);
                }
            }
        }

        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 6);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, Compress(rows));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>The picture as an address that holds it.</summary>
    public static string Address(int width, int height, Func<int, int, Rgb?> color) =>
        "data:image/png;base64," + Convert.ToBase64String(Encode(width, height, color));

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var compression = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            compression.Write(bytes);
        }

        return compressed.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(kind);
        file.Write(content);
        uint checksum = Checksum(Checksum(uint.MaxValue, kind), content) ^ uint.MaxValue;
        BinaryPrimitives.WriteUInt32BigEndian(number, checksum);
        file.Write(number);
    }

    private static uint Checksum(uint checksum, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            checksum = _checksums[(byte)(checksum ^ value)] ^ (checksum >> 8);
        }

        return checksum;
    }

    private static uint[] Checksums()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value & 1) == 0 ? value >> 1 : 0xEDB88320 ^ (value >> 1);
            }

            table[i] = value;
        }

        return table;
    }
}
