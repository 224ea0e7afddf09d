using System.Buffers.Binary;

namespace StaticNet.Tests.Fuzzing;

/// <summary>Damages files: first every byte of each original in turn, then at random.</summary>
internal sealed class Mutations(int seed, params byte[][] originals)
{
    private static readonly byte[] _bytes = [0x00, 0xFF, 0x7F, 0x80, (byte)'"', (byte)'{', (byte)'0', (byte)'9', (byte)'-', (byte)'\n'];

    private static readonly ulong[] _lengths =
        [0, 1, 7, 8, 100_000_000, 100_000_001, int.MaxValue, uint.MaxValue, long.MaxValue, ulong.MaxValue, ulong.MaxValue - 7];

    private readonly Random _random = new(seed);

    /// <summary>
    /// That many damaged files: a bit flipped or a byte replaced at every position, as far as they are many enough; of the rest, each with
    /// one to three wounds: bytes changed, cut off, cut out, doubled, moved from another original; integers overwritten.
    /// </summary>
    public IEnumerable<byte[]> Take(int count)
    {
        int positions = originals.Sum(static original => original.Length);
        for (int i = 0; i < count; i++)
        {
            yield return i < Math.Min(positions, count / 2) ? AtPosition(i) : AtRandom();
        }
    }

    private byte[] AtPosition(int position)
    {
        int file = 0;
        for (; position >= originals[file].Length; file++)
        {
            position -= originals[file].Length;
        }

        byte[] bytes = [.. originals[file]];
        bytes[position] = _random.Next(2) == 0
            ? (byte)(bytes[position] ^ (1 << _random.Next(8)))
            : _bytes[_random.Next(_bytes.Length)];
        return bytes;
    }

    private byte[] AtRandom()
    {
        byte[] bytes = [.. originals[_random.Next(originals.Length)]];
        for (int wounds = _random.Next(1, 4); wounds > 0; wounds--)
        {
            bytes = Wound(bytes);
        }

        return bytes;
    }

    private byte[] Wound(byte[] bytes)
    {
        int at = _random.Next(bytes.Length + 1);
        int length = Math.Min(_random.Next(1, 40), bytes.Length - at);
        byte[] other = originals[_random.Next(originals.Length)];
        switch (_random.Next(7))
        {
            case 0:
                return bytes[..at];
            case 1:
                return [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at + length)];
            case 2:
                return [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at, length), .. bytes.AsSpan(at)];
            case 3:
                return [.. bytes.AsSpan(0, at), .. other.AsSpan(_random.Next(other.Length))];
            case 4:
                return [.. bytes.AsSpan(0, at), _bytes[_random.Next(_bytes.Length)], .. bytes.AsSpan(at)];
            case 5 when bytes.Length >= sizeof(ulong):
                ulong value = _lengths[_random.Next(_lengths.Length)];
                Span<byte> place = bytes.AsSpan(_random.Next(2) == 0 ? 0 : _random.Next(bytes.Length - 7), sizeof(ulong));
                BinaryPrimitives.WriteUInt64LittleEndian(place, _random.Next(2) == 0 ? value : BinaryPrimitives.ReverseEndianness(value));
                return bytes;
            default:
                foreach (ref byte one in bytes.AsSpan(at, length))
                {
                    one = (byte)_random.Next(256);
                }

                return bytes;
        }
    }
}
