using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StaticNet.Kernels;

/// <summary>
/// The samples of a batch where they lie: one after the other, or anywhere among more of them, as in a data set in memory, which is then
/// read in place.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct InputRows
{
    private readonly ref readonly float _origin;
    private readonly ref readonly int _places;
    private readonly int _length;

    /// <summary>Samples one after the other.</summary>
    /// <param name="values">The samples, row-major.</param>
    /// <param name="length">Values a sample.</param>
    public InputRows(ReadOnlySpan<float> values, int length)
        : this(values, default, length)
    {
    }

    /// <summary>Samples anywhere among others.</summary>
    /// <param name="values">All samples, row-major.</param>
    /// <param name="places">For each sample of the batch its number among all, unchecked; empty if they are all in order.</param>
    /// <param name="length">Values a sample.</param>
    internal InputRows(ReadOnlySpan<float> values, ReadOnlySpan<int> places, int length)
    {
        _origin = ref MemoryMarshal.GetReference(values);
        _places = ref MemoryMarshal.GetReference(places);
        _length = length;
    }

    /// <summary>The first value of sample <paramref name="index"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref float Row(int index)
    {
        int place = Unsafe.IsNullRef(in _places) ? index : Unsafe.Add(ref Unsafe.AsRef(in _places), index);
        return ref Unsafe.Add(ref Unsafe.AsRef(in _origin), (nuint)place * (nuint)_length);
    }
}
