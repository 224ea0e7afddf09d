using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Activations;

/// <summary>
/// The bounds that <see cref="VectorMath"/> states, over every 1,009th float at every width, or over every float at the widest registers
/// where <c>STATICNET_FLOATS</c> is 1.
/// </summary>
public class VectorMathTests
{
    private const string StepVariable = "STATICNET_FLOATS";
    private const uint DefaultStep = 1_009;
    private const int Block = 1 << 14;
    private const int BlocksAtEveryWidth = 32;

    /// <summary>Every how manieth of all single-precision numbers is tried: 1 for all.</summary>
    private static uint Step =>
        uint.TryParse(Environment.GetEnvironmentVariable(StepVariable), NumberStyles.None, CultureInfo.InvariantCulture, out uint step)
            ? step
            : DefaultStep;

    private interface IFunction
    {
        static abstract TVector Evaluate<TVector>(TVector x)
            where TVector : struct, IVector<TVector>;
    }

    [Fact]
    public void Exp_is_within_2_ulp() => AssertAccurate<Exp>(VectorMathReference.Exp, 2);

    [Fact]
    public void ExpMinusOne_is_within_3_ulp() => AssertAccurate<ExpMinusOne>(VectorMathReference.ExpMinusOne, 3);

    [Fact]
    public void Log_is_within_1_ulp() => AssertAccurate<Log>(VectorMathReference.Log, 1);

    [Fact]
    public void Softplus_is_within_3_ulp() => AssertAccurate<Softplus>(VectorMathReference.Softplus, 3);

    [Fact]
    public void Sigmoid_is_within_3_ulp() => AssertAccurate<Sigmoid>(VectorMathReference.Sigmoid, 3);

    [Fact]
    public void Tanh_is_within_3_ulp() => AssertAccurate<Tanh>(VectorMathReference.Tanh, 3);

    [Fact]
    public void LogOnePlusFraction_is_within_2_ulp() =>
        AssertAccurate<LogOnePlusFraction>(VectorMathReference.LogOnePlus, 2, low: 0, high: 1);

    [Fact]
    public void NormalTail_is_within_7_ulp() =>
        AssertAccurate<NormalTail>(VectorMathReference.NormalTail, 7, low: 0, high: 15);

    [Fact]
    public void Odd_functions_keep_the_sign_of_zero()
    {
        foreach (float zero in new[] { 0f, -0f })
        {
            Assert.Equal(float.IsNegative(zero), float.IsNegative(Evaluate<Tanh, Scalar>([zero])[0]));
            Assert.Equal(float.IsNegative(zero), float.IsNegative(Evaluate<ExpMinusOne, Scalar>([zero])[0]));
        }
    }

    private static void AssertAccurate<TFunction>(
        Func<double, double> exact, double bound, float low = float.NegativeInfinity, float high = float.PositiveInfinity)
        where TFunction : IFunction
    {
        uint step = Step;
        long count = ((1L << 32) + step - 1) / step;
        var worst = new ConcurrentBag<(double Distance, float Argument)>();
        Parallel.For(0, (int)((count + Block - 1) / Block) + 1, block =>
        {
            // The first block holds where functions go wrong, the others what they are counted for.
            float[] arguments = block == 0 ? Floats.Sweep(step: 60_013) : Arguments((block - 1L) * Block, count, step);
            arguments = WholeVectors(Array.FindAll(arguments, x => (x >= low && x <= high) || float.IsNaN(x)));
            worst.Add(Check<TFunction>(arguments, exact, atEveryWidth: Step > 1 || block % BlocksAtEveryWidth == 0));
        });

        (double distance, float where) = worst.Max();
        TestContext.Current.TestOutputHelper?.WriteLine($"{typeof(TFunction).Name}: {distance:F2} ulp at {where:R}, every {step:N0}th float");
        Assert.True(distance <= bound, $"{distance} ulp at {where:R}; expected at most {bound}.");
    }

    /// <summary>
    /// The worst result with fused and separate operations, at the widest registers or at all; where separate, all widths give the same bits.
    /// </summary>
    private static (double Distance, float Argument) Check<TFunction>(float[] arguments, Func<double, double> exact, bool atEveryWidth)
        where TFunction : IFunction
    {
        double[] results = Array.ConvertAll(arguments, x => exact(x));
        float[] fused = Evaluate<TFunction, Simd512>(arguments);
        float[] separate = Evaluate<TFunction, Unfused<Simd512>>(arguments);
        List<float[]> all = [fused, separate];
        if (atEveryWidth)
        {
            AssertSameBits(separate, Evaluate<TFunction, Unfused<Simd256>>(arguments), arguments);
            AssertSameBits(separate, Evaluate<TFunction, Unfused<Simd128>>(arguments), arguments);
            AssertSameBits(separate, Evaluate<TFunction, Unfused<Scalar>>(arguments), arguments);
            all.AddRange(
                Evaluate<TFunction, Simd256>(arguments), Evaluate<TFunction, Simd128>(arguments), Evaluate<TFunction, Scalar>(arguments));
        }

        (double Distance, float Argument) worst = (0, 0);
        foreach (float[] actual in all)
        {
            for (int i = 0; i < actual.Length; i++)
            {
                if (actual == fused || BitConverter.SingleToInt32Bits(actual[i]) != BitConverter.SingleToInt32Bits(fused[i]))
                {
                    double distance = Ulp.Distance(actual[i], results[i]);
                    worst = distance > worst.Distance ? (distance, arguments[i]) : worst;
                }
            }
        }

        return worst;
    }

    private static void AssertSameBits(float[] expected, float[] actual, float[] arguments)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            bool isSame = BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(actual[i])
                || (float.IsNaN(expected[i]) && float.IsNaN(actual[i]));
            Assert.True(isSame, $"{actual[i]:R} at {arguments[i]:R}, {expected[i]:R} at the full width.");
        }
    }

    private static float[] Arguments(long first, long count, uint step)
    {
        var arguments = new float[(int)Math.Min(Block, count - first)];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = BitConverter.UInt32BitsToSingle((uint)((first + i) * step));
        }

        return arguments;
    }

    // Filled up to a multiple of 16, the most lanes.
    private static float[] WholeVectors(float[] arguments)
    {
        int length = arguments.Length;
        Array.Resize(ref arguments, (length + 15) / 16 * 16);
        Array.Fill(arguments, 1f, length, arguments.Length - length);
        return arguments;
    }

    private static float[] Evaluate<TFunction, TVector>(float[] arguments)
        where TFunction : IFunction
        where TVector : struct, IVector<TVector>
    {
        float[] results = new float[arguments.Length];
        Evaluate<TFunction, TVector>(arguments, results);
        return results;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Evaluate<TFunction, TVector>(float[] arguments, float[] results)
        where TFunction : IFunction
        where TVector : struct, IVector<TVector>
    {
        for (nuint i = 0; i < (nuint)arguments.Length; i += (nuint)TVector.Count)
        {
            TFunction.Evaluate(TVector.Load(ref arguments[0], i)).Store(ref results[0], i);
        }
    }

    private struct Exp : IFunction
    {
        public static TVector Evaluate<TVector>(TVector x)
            where TVector : struct, IVector<TVector> => VectorMath.Exp(x);
    }

    private struct ExpMinusOne : IFunction
    {
        public static TVector Evaluate<TVector>(TVector x)
            where TVector : struct, IVector<TVector> => VectorMath.ExpMinusOne(x);
    }

    private struct Log : IFunction
    {
        public static TVector Evaluate<TVector>(TVector x)
            where TVector : struct, IVector<TVector> => VectorMath.Log(x);
    }

    private struct Softplus : IFunction
    {
        public static TVector Evaluate<TVector>(TVector x)
            where TVector : struct, IVector<TVector> => VectorMath.Softplus(x);
    }

    private struct Sigmoid : IFunction
    {
        public static TVector Evaluate<TVector>(TVector x)
            where TVector : struct, IVector<TVector> => VectorMath.Sigmoid(x);
    }

    private struct Tanh : IFunction
    {
        public static TVector Evaluate<TVector>(TVector x)
            where TVector : struct, IVector<TVector> => VectorMath.Tanh(x);
    }

    private struct LogOnePlusFraction : IFunction
    {
        public static TVector Evaluate<TVector>(TVector x)
            where TVector : struct, IVector<TVector> => VectorMath.LogOnePlusFraction(x);
    }

    private struct NormalTail : IFunction
    {
        public static TVector Evaluate<TVector>(TVector x)
            where TVector : struct, IVector<TVector> => VectorMath.NormalTail(x, out _);
    }
}
