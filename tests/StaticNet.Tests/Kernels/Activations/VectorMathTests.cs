using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Activations;

public class VectorMathTests
{
    // An odd step, so that the low bits of the arguments vary.
    private static readonly float[] _arguments = Floats.Sweep(step: 60_013);

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
        AssertAccurate<LogOnePlusFraction>(VectorMathReference.LogOnePlus, 2, x => x is >= 0 and <= 1 || float.IsNaN(x));

    [Fact]
    public void NormalTail_is_within_6_ulp() =>
        AssertAccurate<NormalTail>(VectorMathReference.NormalTail, 6, x => x is >= 0 and <= 15 || float.IsNaN(x));

    [Fact]
    public void Odd_functions_keep_the_sign_of_zero()
    {
        foreach (float zero in new[] { 0f, -0f })
        {
            Assert.Equal(float.IsNegative(zero), float.IsNegative(Evaluate<Tanh, Scalar>([zero])[0]));
            Assert.Equal(float.IsNegative(zero), float.IsNegative(Evaluate<ExpMinusOne, Scalar>([zero])[0]));
        }
    }

    private static void AssertAccurate<TFunction>(Func<double, double> exact, double bound, Func<float, bool>? domain = null)
        where TFunction : IFunction
    {
        float[] arguments = domain is null ? _arguments : WholeVectors([.. _arguments.Where(domain)]);
        double[] results = [.. arguments.Select(x => exact(x))];
        AssertAccurate(Evaluate<TFunction, Simd512>(arguments), arguments, results, bound);
        AssertAccurate(Evaluate<TFunction, Simd256>(arguments), arguments, results, bound);
        AssertAccurate(Evaluate<TFunction, Simd128>(arguments), arguments, results, bound);
        AssertAccurate(Evaluate<TFunction, Scalar>(arguments), arguments, results, bound);
    }

    // Cut to a multiple of 16, the most lanes.
    private static float[] WholeVectors(float[] arguments) => arguments[..(arguments.Length / 16 * 16)];

    private static void AssertAccurate(float[] actual, float[] arguments, double[] exact, double bound)
    {
        double worst = 0;
        float where = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            double distance = Ulp.Distance(actual[i], exact[i]);
            if (distance > worst)
            {
                worst = distance;
                where = arguments[i];
            }
        }

        Assert.True(worst <= bound, $"{worst} ulp at {where:R}; expected at most {bound}.");
    }

    private static float[] Evaluate<TFunction, TVector>(float[] arguments)
        where TFunction : IFunction
        where TVector : struct, IVector<TVector>
    {
        float[] results = new float[arguments.Length];
        for (nuint i = 0; i < (nuint)arguments.Length; i += (nuint)TVector.Count)
        {
            TFunction.Evaluate(TVector.Load(ref arguments[0], i)).Store(ref results[0], i);
        }

        return results;
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
