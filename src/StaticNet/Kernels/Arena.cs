using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StaticNet.Kernels;

/// <summary>
/// One block of floats that never moves and starts on a 64-byte line, so that vector loads never straddle two lines.
/// A network keeps all its parameters in one, and so saves, clips and updates them in single passes.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Arena
{
    private const int Alignment = 64;

    private readonly float[] _block;

    /// <summary>Bytes from the block to the first float: those of others may lie at any address.</summary>
    private readonly nuint _start;

    /// <summary>Allocates <paramref name="length"/> floats, all zero.</summary>
    /// <param name="length">Number of floats, 0 or more.</param>
    public Arena(int length)
    {
        _block = GC.AllocateArray<float>(checked(length + (Alignment / sizeof(float))), pinned: true);
        nuint misalignment = Address(ref MemoryMarshal.GetArrayDataReference(_block)) % Alignment;
        _start = misalignment == 0 ? 0 : Alignment - misalignment;
        Length = length;
    }

    private Arena(ref readonly float first, int length, object? owner)
    {
        // Neither moves, so the way from the one to the other is a constant too, and At is the same for both kinds.
        _block = GC.AllocateArray<float>(1, pinned: true);
        _start = Address(ref Unsafe.AsRef(in first)) - Address(ref MemoryMarshal.GetArrayDataReference(_block));
        Length = length;
        Owner = owner;
    }

    /// <summary>Number of floats.</summary>
    public int Length { get; }

    /// <summary>What the floats are part of, so that it lives as long; null where they are the arena's own, or the program's.</summary>
    internal object? Owner { get; }

    /// <summary>All floats.</summary>
    public Span<float> Span => MemoryMarshal.CreateSpan(ref At(0), Length);

    /// <summary>
    /// Floats that are part of the program, where they are: nothing is copied, nothing may be written, and they start where the compiler put them.
    /// </summary>
    /// <param name="constants">Constant data of an assembly, which never moves; not an array's.</param>
    public static Arena Over(ReadOnlySpan<float> constants) => new(in MemoryMarshal.GetReference(constants), constants.Length, owner: null);

    /// <summary>Floats that do not move for as long as <paramref name="owner"/> lives, where they are, aligned or not; nothing may be written.</summary>
    internal static Arena Over(ReadOnlySpan<float> floats, object owner) => new(in MemoryMarshal.GetReference(floats), floats.Length, owner);

    /// <summary>The float at <paramref name="offset"/>. Unchecked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float At(nuint offset) =>
        ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(_block), _start + (offset * sizeof(float)));

    /// <summary>A panel of the vector at <paramref name="offset"/>. Unchecked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float At(nuint offset, int panel) => ref At(offset + ((nuint)panel * Panel.Width));

    /// <summary>A panel of the matrix of so many <paramref name="rows"/> at <paramref name="offset"/>. Unchecked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float At(nuint offset, int panel, int rows) => ref At(offset + ((nuint)panel * Panel.Width * (nuint)rows));

    private static unsafe nuint Address(ref float reference) => (nuint)Unsafe.AsPointer(ref reference);
}
