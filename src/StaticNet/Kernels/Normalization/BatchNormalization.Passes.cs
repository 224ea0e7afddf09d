using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StaticNet.Kernels;

/// <content>The passes over a panel, at any width of registers.</content>
public static partial class BatchNormalization
{
    /// <summary>Rows that are worked on column by column while they are in the first-level cache.</summary>
    private const int BlockRows = ColumnSums.BlockRows;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Statistics<TVector>(
        ref readonly float x,
        int rows,
        int width,
        float epsilon,
        ref float mean,
        ref float meanLow,
        ref float variance,
        ref float inverseDeviation)
        where TVector : struct, IVector<TVector>
    {
        var moments = default(ColumnMoments);
        moments.Read<TVector>(in x, rows, width);
        for (int column = 0; column < width; column++)
        {
            (double exactMean, double exactVariance) = moments.Of(column, rows);
            float high = (float)exactMean;
            Unsafe.Add(ref mean, column) = high;
            Unsafe.Add(ref meanLow, column) = (float)(exactMean - high);
            Unsafe.Add(ref variance, column) = (float)exactVariance;
        }

        InverseDeviation<TVector>(in variance, epsilon, ref inverseDeviation, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void InverseDeviation<TVector>(ref readonly float variance, float epsilon, ref float inverseDeviation, int count)
        where TVector : struct, IVector<TVector>
    {
        int whole = count - (count % TVector.Count);
        for (int i = 0; i < whole; i += TVector.Count)
        {
            TVector square = TVector.Load(in variance, (nuint)i) + TVector.Broadcast(epsilon);
            (TVector.Broadcast(1f) / TVector.Sqrt(square)).Store(ref inverseDeviation, (nuint)i);
        }

        for (int i = whole; i < count; i++)
        {
            Unsafe.Add(ref inverseDeviation, i) = 1f / MathF.Sqrt(Unsafe.Add(ref Unsafe.AsRef(in variance), i) + epsilon);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Normalize<TVector, TActivation>(
        TActivation activation,
        ref readonly float x,
        ref float y,
        int rows,
        int width,
        ref readonly float mean,
        ref readonly float meanLow,
        ref readonly float inverseDeviation,
        ref readonly float gamma,
        ref readonly float beta)
        where TVector : struct, IVector<TVector>
        where TActivation : struct, IActivation
    {
        nuint stride = (nuint)width;
        for (int first = 0; first < rows; first += BlockRows)
        {
            nuint start = (nuint)first * stride;
            nuint end = (nuint)Math.Min(rows, first + BlockRows) * stride;
            for (nuint column = 0; column < stride; column += (nuint)TVector.Count)
            {
                Columns(
                    column, in mean, in meanLow, in inverseDeviation, in gamma, in beta, out TVector high, out TVector factor, out TVector shift);
                for (nuint i = start + column; i < end; i += stride)
                {
                    TVector difference = TVector.Load(in x, i) - high;
                    activation.Forward(TVector.MultiplyAdd(difference, factor, shift)).Store(ref y, i);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Backward<TVector, TActivation>(
        TActivation activation,
        ref readonly float x,
        ref readonly float y,
        ref float dy,
        int rows,
        int width,
        int columns,
        ref readonly float mean,
        ref readonly float meanLow,
        ref readonly float inverseDeviation,
        ref readonly float gamma,
        ref readonly float beta,
        ref float dgamma,
        ref float dbeta,
        bool frozen)
        where TVector : struct, IVector<TVector>
        where TActivation : struct, IActivation
    {
        Span<double> gradients = stackalloc double[Panel.Width];
        Span<double> products = stackalloc double[Panel.Width];
        nuint stride = (nuint)width;
        for (int first = 0; first < rows; first += BlockRows)
        {
            nuint start = (nuint)first * stride;
            nuint end = (nuint)Math.Min(rows, first + BlockRows) * stride;
            for (nuint one = 0; one < stride; one += 2 * (nuint)TVector.Count)
            {
                // In pairs, so that one sum need not wait for the one before.
                nuint other = one + (nuint)TVector.Count < stride ? one + (nuint)TVector.Count : one;
                Columns(
                    one, in mean, in meanLow, in inverseDeviation, in gamma, in beta,
                    out TVector highOfOne, out TVector factorOfOne, out TVector shiftOfOne);
                Columns(
                    other, in mean, in meanLow, in inverseDeviation, in gamma, in beta,
                    out TVector highOfOther, out TVector factorOfOther, out TVector shiftOfOther);
                TVector gradientsOfOne = TVector.Zero;
                TVector gradientsOfOther = TVector.Zero;
                TVector productsOfOne = TVector.Zero;
                TVector productsOfOther = TVector.Zero;
                for (nuint row = start; row < end; row += stride)
                {
                    TVector gradientOfOne = Gradient(
                        activation, in x, in y, in dy, row + one, highOfOne, factorOfOne, shiftOfOne, ref gradientsOfOne, ref productsOfOne);
                    TVector gradientOfOther = Gradient(
                        activation, in x, in y, in dy, row + other, highOfOther, factorOfOther, shiftOfOther, ref gradientsOfOther, ref productsOfOther);

                    // Both are loaded before one is stored: they may be the same.
                    gradientOfOne.Store(ref dy, row + one);
                    gradientOfOther.Store(ref dy, row + other);
                }

                TVector.AddWidened(gradientsOfOne, ref MemoryMarshal.GetReference(gradients), one);
                TVector.AddWidened(productsOfOne, ref MemoryMarshal.GetReference(products), one);
                if (other != one)
                {
                    TVector.AddWidened(gradientsOfOther, ref MemoryMarshal.GetReference(gradients), other);
                    TVector.AddWidened(productsOfOther, ref MemoryMarshal.GetReference(products), other);
                }
            }
        }

        Span<float> meanGradient = stackalloc float[Panel.Width];
        Span<float> meanProduct = stackalloc float[Panel.Width];
        double share = 1.0 / rows;
        for (int column = 0; column < width; column++)
        {
            // So far Σ dy·(x − rounded mean): of dy·x̂, the rest of the mean and the deviation are missing.
            double low = Unsafe.IsNullRef(in meanLow) ? 0 : Unsafe.Add(ref Unsafe.AsRef(in meanLow), column);
            products[column] = (products[column] - (low * gradients[column])) * Unsafe.Add(ref Unsafe.AsRef(in inverseDeviation), column);
            meanGradient[column] = (float)(gradients[column] * share);
            meanProduct[column] = (float)(products[column] * share);
        }

        WriteGradient(products, ref dgamma, width, columns);
        WriteGradient(gradients, ref dbeta, width, columns);

        for (int first = 0; first < rows; first += BlockRows)
        {
            nuint start = (nuint)first * stride;
            nuint end = (nuint)Math.Min(rows, first + BlockRows) * stride;
            for (nuint column = 0; column < stride; column += (nuint)TVector.Count)
            {
                TVector high = TVector.Load(in mean, column);
                TVector low = OptionalVector.Load<TVector>(in meanLow, column, 0f);
                TVector inverse = TVector.Load(in inverseDeviation, column);
                TVector factor = inverse * OptionalVector.Load<TVector>(in gamma, column, 1f);
                TVector slope = -TVector.Load(in MemoryMarshal.GetReference(meanProduct), column) * inverse * factor;
                TVector shift = -(TVector.MultiplyAdd(TVector.Load(in MemoryMarshal.GetReference(meanGradient), column), factor, low * slope));
                if (frozen)
                {
                    for (nuint i = start + column; i < end; i += stride)
                    {
                        (TVector.Load(in dy, i) * factor).Store(ref dy, i);
                    }
                }
                else
                {
                    for (nuint i = start + column; i < end; i += stride)
                    {
                        TVector constant = TVector.MultiplyAdd(TVector.Load(in x, i) - high, slope, shift);
                        TVector.MultiplyAdd(TVector.Load(in dy, i), factor, constant).Store(ref dy, i);
                    }
                }
            }
        }
    }

    /// <summary>The gradient before the activation, added to its sum, and its product with the distance from the mean to theirs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Gradient<TVector, TActivation>(
        TActivation activation, ref readonly float x, ref readonly float y, ref readonly float dy, nuint i, TVector high, TVector factor, TVector shift,
        ref TVector gradients, ref TVector products)
        where TVector : struct, IVector<TVector>
        where TActivation : struct, IActivation
    {
        TVector difference = TVector.Load(in x, i) - high;
        TVector argument = TVector.MultiplyAdd(difference, factor, shift);
        TVector gradient = TVector.Load(in dy, i) * activation.Derivative(argument, TVector.Load(in y, i));
        gradients += gradient;
        products = TVector.MultiplyAdd(gradient, difference, products);
        return gradient;
    }

    /// <summary>What columns are normalised by: <c>(x − high)·factor + shift</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Columns<TVector>(
        nuint column, ref readonly float mean, ref readonly float meanLow, ref readonly float inverseDeviation, ref readonly float gamma,
        ref readonly float beta, out TVector high, out TVector factor, out TVector shift)
        where TVector : struct, IVector<TVector>
    {
        high = TVector.Load(in mean, column);
        TVector low = OptionalVector.Load<TVector>(in meanLow, column, 0f);
        factor = TVector.Load(in inverseDeviation, column) * OptionalVector.Load<TVector>(in gamma, column, 1f);
        shift = TVector.MultiplyAdd(-low, factor, OptionalVector.Load<TVector>(in beta, column, 0f));
    }

    private static void WriteGradient(ReadOnlySpan<double> sums, ref float gradient, int width, int columns)
    {
        if (Unsafe.IsNullRef(ref gradient))
        {
            return;
        }

        for (int column = 0; column < width; column++)
        {
            Unsafe.Add(ref gradient, column) = column < columns ? (float)sums[column] : 0f;
        }
    }
}
