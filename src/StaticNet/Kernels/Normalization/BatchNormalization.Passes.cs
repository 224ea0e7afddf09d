using System.Runtime.CompilerServices;

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
        moments.Write(ref mean, ref meanLow, ref variance, rows, width);
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
        var parameters = new NormalizationParameters(in mean, in meanLow, in inverseDeviation, in gamma, in beta);
        for (int first = 0; first < rows; first += BlockRows)
        {
            nuint start = (nuint)first * (nuint)width;
            int count = Math.Min(BlockRows, rows - first) * width;
            ref readonly float input = ref At(in x, start);
            ref float output = ref At(in y, start);
            if (TActivation.IsShort)
            {
                NormalizeBlock<TVector, TActivation>(activation, in parameters, in input, ref output, count, width);
            }
            else
            {
                NormalizeBlock<TVector, Identity>(default, in parameters, in input, ref output, count, width);
                ActivationKernel.ForwardRun<TVector, TActivation>(activation, in output, ref output, count);
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
        var parameters = new NormalizationParameters(in mean, in meanLow, in inverseDeviation, in gamma, in beta);
        var sums = default(GradientSums);
        bool isSummed = !frozen || !Unsafe.IsNullRef(ref dgamma) || !Unsafe.IsNullRef(ref dbeta);
        for (int first = 0; first < rows; first += BlockRows)
        {
            nuint start = (nuint)first * (nuint)width;
            int count = Math.Min(BlockRows, rows - first) * width;
            ref readonly float input = ref At(in x, start);
            ref float gradient = ref At(in dy, start);
            if (TActivation.IsShort && !frozen)
            {
                AddBlock<TVector, TActivation>(activation, in parameters, in input, in gradient, ref sums, count, width);
            }
            else
            {
                ActivationGradient<TVector, TActivation>(activation, in parameters, in input, in At(in y, start), ref gradient, count, width);
                if (isSummed)
                {
                    AddBlock<TVector, Identity>(default, in parameters, in input, in gradient, ref sums, count, width);
                }
            }
        }

        sums.Write(in meanLow, in inverseDeviation, ref dbeta, ref dgamma, rows, width);
        ClearPadding(ref dgamma, width, columns);
        ClearPadding(ref dbeta, width, columns);
        for (int first = 0; first < rows; first += BlockRows)
        {
            nuint start = (nuint)first * (nuint)width;
            int count = Math.Min(BlockRows, rows - first) * width;
            ref readonly float input = ref At(in x, start);
            ref float gradient = ref At(in dy, start);
            if (frozen)
            {
                FrozenGradient<TVector>(in parameters, ref gradient, count, width);
            }
            else if (TActivation.IsShort)
            {
                InputGradient<TVector, TActivation>(activation, in parameters, in input, ref gradient, in sums, count, width);
            }
            else
            {
                InputGradient<TVector, Identity>(default, in parameters, in input, ref gradient, in sums, count, width);
            }
        }
    }

    /// <summary>Normalises some rows, and applies an activation that is short.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NormalizeBlock<TVector, TActivation>(
        TActivation activation, ref readonly NormalizationParameters parameters, ref readonly float x, ref float y, int count, int width)
        where TVector : struct, IVector<TVector>
        where TActivation : struct, IActivation
    {
        nuint stride = (nuint)width;
        nuint end = (nuint)count;
        nuint one = 0;
        for (; one + (4 * (nuint)TVector.Count) <= stride; one += 4 * (nuint)TVector.Count)
        {
            nuint two = one + (nuint)TVector.Count;
            nuint three = two + (nuint)TVector.Count;
            nuint four = three + (nuint)TVector.Count;
            var normalizerOfOne = new ColumnNormalizer<TVector>(in parameters, one);
            var normalizerOfTwo = new ColumnNormalizer<TVector>(in parameters, two);
            var normalizerOfThree = new ColumnNormalizer<TVector>(in parameters, three);
            var normalizerOfFour = new ColumnNormalizer<TVector>(in parameters, four);
            for (nuint row = 0; row < end; row += stride)
            {
                activation.Forward(normalizerOfOne.Apply(TVector.Load(in x, row + one))).Store(ref y, row + one);
                activation.Forward(normalizerOfTwo.Apply(TVector.Load(in x, row + two))).Store(ref y, row + two);
                activation.Forward(normalizerOfThree.Apply(TVector.Load(in x, row + three))).Store(ref y, row + three);
                activation.Forward(normalizerOfFour.Apply(TVector.Load(in x, row + four))).Store(ref y, row + four);
            }
        }

        for (; one < stride; one += 2 * (nuint)TVector.Count)
        {
            nuint other = Neighbour<TVector>(one, stride);
            var normalizerOfOne = new ColumnNormalizer<TVector>(in parameters, one);
            var normalizerOfOther = new ColumnNormalizer<TVector>(in parameters, other);
            for (nuint row = 0; row < end; row += stride)
            {
                // Both are loaded before one is stored: they may be the same.
                TVector outputOfOne = activation.Forward(normalizerOfOne.Apply(TVector.Load(in x, row + one)));
                TVector outputOfOther = activation.Forward(normalizerOfOther.Apply(TVector.Load(in x, row + other)));
                outputOfOne.Store(ref y, row + one);
                outputOfOther.Store(ref y, row + other);
            }
        }
    }

    /// <summary>Turns the gradient of some rows after the activation into that before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ActivationGradient<TVector, TActivation>(
        TActivation activation, ref readonly NormalizationParameters parameters, ref readonly float x, ref readonly float y, ref float dy, int count, int width)
        where TVector : struct, IVector<TVector>
        where TActivation : struct, IActivation
    {
        nuint stride = (nuint)width;
        for (nuint column = 0; column < stride; column += (nuint)TVector.Count)
        {
            var normalizer = new ColumnNormalizer<TVector>(in parameters, column);
            for (nuint i = column; i < (nuint)count; i += stride)
            {
                TVector argument = TActivation.UsesInput ? normalizer.Apply(TVector.Load(in x, i)) : TVector.Zero;
                activation.Gradient(TVector.Load(in dy, i), argument, TVector.Load(in y, i)).Store(ref dy, i);
            }
        }
    }

    /// <summary>Adds the gradients of some rows before an activation that is short, and their products with the distance from the mean.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddBlock<TVector, TActivation>(
        TActivation activation, ref readonly NormalizationParameters parameters, ref readonly float x, ref readonly float dy, ref GradientSums sums, int count,
        int width)
        where TVector : struct, IVector<TVector>
        where TActivation : struct, IActivation
    {
        nuint stride = (nuint)width;
        nuint end = (nuint)count;
        for (nuint one = 0; one < stride; one += 2 * (nuint)TVector.Count)
        {
            // In pairs, so that one sum need not wait for the one before.
            nuint other = Neighbour<TVector>(one, stride);
            var normalizerOfOne = new ColumnNormalizer<TVector>(in parameters, one);
            var normalizerOfOther = new ColumnNormalizer<TVector>(in parameters, other);
            ref readonly float xOfOne = ref At(in x, one);
            ref readonly float xOfOther = ref At(in x, other);
            ref readonly float dyOfOne = ref At(in dy, one);
            ref readonly float dyOfOther = ref At(in dy, other);
            TVector gradientsOfOne = TVector.Zero;
            TVector gradientsOfOther = TVector.Zero;
            TVector productsOfOne = TVector.Zero;
            TVector productsOfOther = TVector.Zero;
            for (nuint row = 0; row < end; row += stride)
            {
                TVector differenceOfOne = TVector.Load(in xOfOne, row) - normalizerOfOne.Mean;
                TVector gradientOfOne = Gradient(activation, TVector.Load(in dyOfOne, row), normalizerOfOne.ApplyToDifference(differenceOfOne));
                gradientsOfOne += gradientOfOne;
                productsOfOne.AddProduct(gradientOfOne, differenceOfOne);
                TVector differenceOfOther = TVector.Load(in xOfOther, row) - normalizerOfOther.Mean;
                TVector gradientOfOther = Gradient(activation, TVector.Load(in dyOfOther, row), normalizerOfOther.ApplyToDifference(differenceOfOther));
                gradientsOfOther += gradientOfOther;
                productsOfOther.AddProduct(gradientOfOther, differenceOfOther);
            }

            sums.Add(gradientsOfOne, productsOfOne, one);
            if (other != one)
            {
                sums.Add(gradientsOfOther, productsOfOther, other);
            }
        }
    }

    /// <summary>
    /// Turns the gradient of some rows into that of the input: before an activation that is short, which is taken a second time because that is faster than to
    /// store it the first, times the factor, and a line in <c>x − mean</c>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InputGradient<TVector, TActivation>(
        TActivation activation, ref readonly NormalizationParameters parameters, ref readonly float x, ref float dy, ref readonly GradientSums sums, int count,
        int width)
        where TVector : struct, IVector<TVector>
        where TActivation : struct, IActivation
    {
        nuint stride = (nuint)width;
        nuint end = (nuint)count;
        for (nuint one = 0; one < stride; one += 2 * (nuint)TVector.Count)
        {
            nuint other = Neighbour<TVector>(one, stride);
            var normalizerOfOne = new ColumnNormalizer<TVector>(in parameters, one);
            var normalizerOfOther = new ColumnNormalizer<TVector>(in parameters, other);
            (TVector slopeOfOne, TVector constantOfOne) = sums.Line(in parameters, normalizerOfOne.Factor, one);
            (TVector slopeOfOther, TVector constantOfOther) = sums.Line(in parameters, normalizerOfOther.Factor, other);
            ref readonly float xOfOne = ref At(in x, one);
            ref readonly float xOfOther = ref At(in x, other);
            ref float dyOfOne = ref At(in dy, one);
            ref float dyOfOther = ref At(in dy, other);
            for (nuint row = 0; row < end; row += stride)
            {
                TVector differenceOfOne = TVector.Load(in xOfOne, row) - normalizerOfOne.Mean;
                TVector gradientOfOne = Gradient(activation, TVector.Load(in dyOfOne, row), normalizerOfOne.ApplyToDifference(differenceOfOne));
                TVector restOfOne = TVector.MultiplyAdd(differenceOfOne, slopeOfOne, constantOfOne);
                TVector differenceOfOther = TVector.Load(in xOfOther, row) - normalizerOfOther.Mean;
                TVector gradientOfOther = Gradient(activation, TVector.Load(in dyOfOther, row), normalizerOfOther.ApplyToDifference(differenceOfOther));
                TVector restOfOther = TVector.MultiplyAdd(differenceOfOther, slopeOfOther, constantOfOther);

                // Both are loaded before one is stored: they may be the same.
                TVector.MultiplyAdd(gradientOfOne, normalizerOfOne.Factor, restOfOne).Store(ref dyOfOne, row);
                TVector.MultiplyAdd(gradientOfOther, normalizerOfOther.Factor, restOfOther).Store(ref dyOfOther, row);
            }
        }
    }

    /// <summary>Turns the gradient of some rows before the activation into that of the input of a layer whose statistics are fixed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FrozenGradient<TVector>(ref readonly NormalizationParameters parameters, ref float dy, int count, int width)
        where TVector : struct, IVector<TVector>
    {
        nuint stride = (nuint)width;
        for (nuint column = 0; column < stride; column += (nuint)TVector.Count)
        {
            TVector factor = new ColumnNormalizer<TVector>(in parameters, column).Factor;
            for (nuint i = column; i < (nuint)count; i += stride)
            {
                (TVector.Load(in dy, i) * factor).Store(ref dy, i);
            }
        }
    }

    /// <summary>The gradient before an activation that is short.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Gradient<TVector, TActivation>(TActivation activation, TVector dy, TVector argument)
        where TVector : struct, IVector<TVector>
        where TActivation : struct, IActivation =>
        // Whether the commonest of all is NaN need not be asked here: then x − mean is, which goes into all that comes of this.
        typeof(TActivation) == typeof(Relu)
            ? TVector.Where(TVector.GreaterThan(argument, TVector.Zero), dy)
            : activation.Gradient(dy, argument, activation.Forward(argument));

    /// <summary>The register of columns beside that at <paramref name="column"/>, or, where there is none, the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Neighbour<TVector>(nuint column, nuint stride)
        where TVector : struct, IVector<TVector> =>
        column + (nuint)TVector.Count < stride ? column + (nuint)TVector.Count : column;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref float At(ref readonly float values, nuint offset) => ref Unsafe.Add(ref Unsafe.AsRef(in values), offset);

    private static void ClearPadding(ref float gradient, int width, int columns)
    {
        for (int column = columns; column < width && !Unsafe.IsNullRef(ref gradient); column++)
        {
            Unsafe.Add(ref gradient, column) = 0;
        }
    }
}
