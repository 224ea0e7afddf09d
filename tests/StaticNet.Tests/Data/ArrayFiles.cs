using System.Buffers.Binary;
using System.Text;

namespace StaticNet.Tests.Data;

/// <summary>The bytes of IDX and NumPy files, written as their formats say.</summary>
internal static class ArrayFiles
{
    /// <summary>What <c>numpy.save</c> writes: the header is padded with spaces to a multiple of 64 bytes and ends in a line feed.</summary>
    public static byte[] Npy(string description, string shape, byte[] data, bool fortranOrder = false, int version = 1) =>
        NpyWithHeader($"{{'descr': '{description}', 'fortran_order': {(fortranOrder ? "True" : "False")}, 'shape': {shape}, }}", data, version);

    public static byte[] NpyWithHeader(string dictionary, byte[] data, int version = 1)
    {
        int fixedLength = version == 1 ? 10 : 12;
        string header = dictionary.PadRight(((fixedLength + dictionary.Length + 64) / 64 * 64) - fixedLength - 1) + "\n";
        var length = new byte[version == 1 ? 2 : 4];
        if (version == 1)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)header.Length);
        }

        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. length, .. Encoding.UTF8.GetBytes(header), .. data];
    }

    public static byte[] Idx(byte type, int[] lengths, byte[] data)
    {
        byte[] header = [0, 0, type, (byte)lengths.Length, .. lengths.SelectMany(static length => BigEndian(BitConverter.GetBytes(length)))];
        return [.. header, .. data];
    }

    /// <summary>Numbers as the file stores them, little-endian unless asked otherwise.</summary>
    public static byte[] Bytes(string description, params double[] values) => [.. values.SelectMany(value => Bytes(description, value))];

    private static byte[] Bytes(string description, double value)
    {
        byte[] bytes = description[1..] switch
        {
            "f4" => BitConverter.GetBytes((float)value),
            "f8" => BitConverter.GetBytes(value),
            "u1" => [(byte)value],
            "b1" => [(byte)value],
            "i1" => [(byte)(sbyte)value],
            "i2" => BitConverter.GetBytes((short)value),
            "u2" => BitConverter.GetBytes((ushort)value),
            "i4" => BitConverter.GetBytes((int)value),
            "u4" => BitConverter.GetBytes((uint)value),
            "i8" => BitConverter.GetBytes((long)value),
            _ => BitConverter.GetBytes((ulong)value),
        };
        return description[0] == '>' ? BigEndian(bytes) : bytes;
    }

    private static byte[] BigEndian(byte[] bytes)
    {
        Array.Reverse(bytes);
        return bytes;
    }
}
