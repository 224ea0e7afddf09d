using System.Numerics;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// What the gradient through a batch's statistics needs of all rows of a panel, summed in double: the gradients g, and their products with <c>x − mean</c>.
/// </summary>
internal struct GradientSums
{
    private PanelDoubles _gradients;
    private PanelDoubles _products;
    private PanelFloats _meanGradient;
    private PanelFloats _meanProduct;

    /// <summary>Adds the sums of some rows, of the columns from <paramref name="column"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add<TVector>(TVector gradients, TVector products, nuint column)
        where TVector : struct, IVector<TVector>
    {
        TVector.AddWidened(gradients, ref _gradients[0], column);
        TVector.AddWidened(products, ref _products[0], column);
    }

    /// <summary>Writes the sums, of which the second becomes <c>Σ g·x̂</c>, and keeps their means over the rows.</summary>
    /// <param name="meanLow">What the mean lacks that the products were taken with, or a null reference for 0.</param>
    /// <param name="inverseDeviation"><c>1/√(variance + epsilon)</c>.</param>
    /// <param name="gradients"><c>Σ g</c>, or a null reference.</param>
    /// <param name="products"><c>Σ g·x̂</c>, or a null reference.</param>
    /// <param name="rows">Rows that were added.</param>
    /// <param name="width">Width of the panel, 16 or 32.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(
        ref readonly float meanLow, ref readonly float inverseDeviation, ref float gradients, ref float products, int rows, int width)
    {
        var share = new Vector<double>(1.0 / rows);
        for (nuint i = 0; i < (nuint)width; i += (nuint)Vector<float>.Count)
        {
            nuint half = i + (nuint)Vector<double>.Count;
            Vector<float> rest = Unsafe.IsNullRef(in meanLow) ? Vector<float>.Zero : Vector.LoadUnsafe(in meanLow, i);
            Vector.Widen(rest, out Vector<double> lowerRest, out Vector<double> upperRest);
            Vector.Widen(Vector.LoadUnsafe(in inverseDeviation, i), out Vector<double> lowerInverse, out Vector<double> upperInverse);
            Vector<double> lowerGradient = Vector.LoadUnsafe(in _gradients[0], i);
            Vector<double> upperGradient = Vector.LoadUnsafe(in _gradients[0], half);
            Vector<double> lowerProduct = (Vector.LoadUnsafe(in _products[0], i) - (lowerRest * lowerGradient)) * lowerInverse;
            Vector<double> upperProduct = (Vector.LoadUnsafe(in _products[0], half) - (upperRest * upperGradient)) * upperInverse;
            Vector.Narrow(lowerGradient * share, upperGradient * share).StoreUnsafe(ref _meanGradient[0], i);
            Vector.Narrow(lowerProduct * share, upperProduct * share).StoreUnsafe(ref _meanProduct[0], i);
            if (!Unsafe.IsNullRef(ref gradients))
            {
                Vector.Narrow(lowerGradient, upperGradient).StoreUnsafe(ref gradients, i);
            }

            if (!Unsafe.IsNullRef(ref products))
            {
                Vector.Narrow(lowerProduct, upperProduct).StoreUnsafe(ref products, i);
            }
        }
    }

    /// <summary><c>−factor·(Σ g/rows + x̂·Σ g·x̂/rows)</c>, once the sums are written, as a line in <c>x − mean</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly (TVector Slope, TVector Constant) Line<TVector>(ref readonly NormalizationParameters parameters, TVector factor, nuint column)
        where TVector : struct, IVector<TVector>
    {
        TVector slope = -TVector.Load(in _meanProduct[0], column) * TVector.Load(in parameters.InverseDeviation, column) * factor;
        TVector rest = OptionalVector.Load<TVector>(in parameters.MeanLow, column, 0f) * slope;
        return (slope, -TVector.MultiplyAdd(TVector.Load(in _meanGradient[0], column), factor, rest));
    }
}
