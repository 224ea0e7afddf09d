using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>The class that a single output stands for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BinaryClass
{
    /// <summary><c>classes[r] = values[r, 0] &gt; threshold ? 1 : 0</c>; NaN gives 0.</summary>
    /// <param name="values">A matrix <c>[rows, 1]</c>, in one panel of 16.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="threshold">0 for logits, 1/2 for probabilities.</param>
    /// <param name="classes">At least <paramref name="rows"/> classes, overwritten.</param>
    public static void Rows(ref readonly float values, int rows, float threshold, Span<int> classes)
    {
        ref float value = ref Unsafe.AsRef(in values);
        for (int row = 0; row < rows; row++)
        {
            classes[row] = value > threshold ? 1 : 0;
            value = ref Unsafe.Add(ref value, Panel.Width / 2);
        }
    }
}
