using System.Buffers.Binary;
using System.Text;

namespace StaticNet.Importing.Hdf5;

/// <summary>Reads little-endian values one after the other and never past the end of its block.</summary>
internal ref struct Hdf5Cursor(ReadOnlySpan<byte> bytes, Hdf5Content content, string what)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Bytes not read yet.</summary>
    public readonly int Remaining => _rest.Length;

    public byte Byte() => Bytes(1)[0];

    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

    public long UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    /// <summary>An unsigned integer of 1 to 8 bytes; one of 64 bits must fit 63.</summary>
    public long Unsigned(int size)
    {
        ulong value = Raw(size);
        return value <= long.MaxValue ? (long)value : throw content.Invalid($"{what}: expected a number below 2^63, found {value}");
    }

    /// <summary>A length.</summary>
    public long Length() => Unsigned(content.LengthSize);

    /// <summary>An address in the file; null where it is undefined, all ones.</summary>
    public long? Address()
    {
        ulong value = Raw(content.AddressSize);
        ulong undefined = ulong.MaxValue >> (64 - (8 * content.AddressSize));
        return value == undefined ? null
            : value <= long.MaxValue ? (long)value
            : throw content.Invalid($"{what}: expected an address below 2^63, found {value}");
    }

    /// <summary>An address that must be there.</summary>
    public long DefinedAddress() => Address() ?? throw content.Invalid($"{what}: expected an address, found none");

    /// <summary>The next bytes.</summary>
    public ReadOnlySpan<byte> Bytes(long count)
    {
        if (count < 0 || count > _rest.Length)
        {
            throw content.Invalid($"{what}: expected {count} more bytes, found {_rest.Length}");
        }

        ReadOnlySpan<byte> taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    public void Skip(long count) => Bytes(count);

    /// <summary>Reads the letters a block begins with.</summary>
    public void Expect(ReadOnlySpan<byte> signature)
    {
        ReadOnlySpan<byte> found = Bytes(signature.Length);
        if (!found.SequenceEqual(signature))
        {
            throw content.Invalid($"{what}: expected '{Encoding.ASCII.GetString(signature)}', found other bytes");
        }
    }

    /// <summary>Text of that many bytes, up to its first zero.</summary>
    public string Text(long count) => TextOf(Bytes(count));

    /// <summary>Text up to a zero, which must come.</summary>
    public string TerminatedText()
    {
        int end = _rest.IndexOf((byte)0);
        return end >= 0 ? Text(end + 1) : throw content.Invalid($"{what}: expected a name that ends with a zero, found none");
    }

    /// <summary>Text up to its first zero, if there is one.</summary>
    public static string TextOf(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }

    private ulong Raw(int size)
    {
        ReadOnlySpan<byte> bytes = Bytes(size);
        ulong value = 0;
        for (int i = size - 1; i >= 0; i--)
        {
            value = (value << 8) | bytes[i];
        }

        return value;
    }
}
