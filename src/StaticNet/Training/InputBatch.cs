using StaticNet.Kernels;

namespace StaticNet;

/// <summary>The features of a batch where they lie, to be read by several threads: see <see cref="InputRows"/>.</summary>
/// <param name="Values">The samples, or all that the batch's are among, row-major.</param>
/// <param name="Places">For each sample of the batch its number among all; empty if <paramref name="Values"/> are the batch.</param>
internal readonly record struct InputBatch(ReadOnlyMemory<float> Values, ReadOnlyMemory<int> Places = default)
{
    /// <summary>The samples, of <paramref name="length"/> values each.</summary>
    public InputRows Rows(int length) => new(Values.Span, Places.Span, length);

    /// <summary>Samples one after the other.</summary>
    public static implicit operator InputBatch(float[] values) => new(values);
}
