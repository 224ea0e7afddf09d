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
    private readonly int _start;

    /// <summary>Allocates <paramref name="length"/> floats, all zero.</summary>
    /// <param name="length">Number of floats, 0 or more.</param>
    public Arena(int length)
    {
        _block = GC.AllocateArray<float>(checked(length + (Alignment / sizeof(float))), pinned: true);
        nuint misalignment = Address(ref MemoryMarshal.GetArrayDataReference(_block)) % Alignment;
        _start = misalignment == 0 ? 0 : (int)(Alignment - misalignment) / sizeof(float);
        Length = length;
    }

    /// <summary>Number of floats.</summary>
    public int Length { get; }

    /// <summary>All floats.</summary>
    public Span<float> Span => _block.AsSpan(_start, Length);

    /// <summary>The float at <paramref name="offset"/>. Unchecked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float At(nuint offset) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_block), (nuint)_start + offset);

    private static unsafe nuint Address(ref float reference) => (nuint)Unsafe.AsPointer(ref reference);
}
