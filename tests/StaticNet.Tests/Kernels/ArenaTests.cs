using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels;

/// <summary>Memory that does not move, its own and that of others.</summary>
public sealed class ArenaTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    public void Its_own_floats_are_zero_and_begin_on_a_line_of_the_cache(int length)
    {
        var arena = new Arena(length);

        Assert.Equal(new float[length], arena.Span.ToArray());
        Assert.Null(arena.Owner);
        Assert.Equal(0, Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref arena.At(0)) % 64);
    }

    /// <summary>As those of a resource of an app compiled ahead of time are.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Floats_at_any_address_are_read_where_they_are(int bytes)
    {
        byte[] file = GC.AllocateArray<byte>(64, pinned: true);
        Span<float> floats = MemoryMarshal.Cast<byte, float>(file.AsSpan(bytes, 40));
        for (int i = 0; i < floats.Length; i++)
        {
            floats[i] = i + 1;
        }

        var arena = Arena.Over(floats, file);

        Assert.Same(file, arena.Owner);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], arena.Span.ToArray());
        Assert.Equal(4, arena.At(3));
        Assert.True(Unsafe.AreSame(in floats[3], in arena.At(3)));
    }

    [Fact]
    public void Constants_of_the_program_are_read_where_they_are()
    {
        ReadOnlySpan<float> constants = [1, 2, 3, 4, 5, 6, 7];

        var arena = Arena.Over(constants);

        Assert.Equal(constants.Length, arena.Length);
        Assert.Equal(constants.ToArray(), arena.Span.ToArray());
        Assert.True(Unsafe.AreSame(in constants[3], in arena.At(3)));
    }
}
