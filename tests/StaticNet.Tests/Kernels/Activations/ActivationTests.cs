using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Activations;

/// <summary>
/// Every activation at every width against the textbook in double: values within a number of ulp, derivatives within a part of
/// 1 + |exact|, and the limits at infinity.
/// </summary>
public class ActivationTests
{
    private const float Infinity = float.PositiveInfinity;

    private static readonly float[] _arguments = Floats.Sweep(step: 400_009);

    [Fact]
    public void Identity() =>
        Check(default(Identity), ActivationReference.Identity, ulp: 0, derivative: 0, (-Infinity, 1), (Infinity, 1));

    [Fact]
    public void Relu() => Check(default(Relu), ActivationReference.Relu, ulp: 0, derivative: 0, (0, 0), (Infinity, 1));

    [Fact]
    public void LeakyRelu() => Check(
        new LeakyRelu(0.01f),
        x => ActivationReference.LeakyRelu(x, 0.01f),
        ulp: 0.5,
        derivative: 0,
        (-Infinity, 0.01f),
        (Infinity, 1));

    [Fact]
    public void Elu() => Check(
        new Elu(1.5f), x => ActivationReference.Elu(x, 1.5), ulp: 3, derivative: 3e-7, (-1.5f, 0), (Infinity, 1));

    [Fact]
    public void Selu() => Check(
        default(Selu),
        ActivationReference.Selu,
        ulp: 3,
        derivative: 3e-7,
        (-1.758099340847376f, 0),
        (Infinity, 1.0507009873554804f));

    [Fact]
    public void Gelu() => Check(default(Gelu), ActivationReference.Gelu, ulp: 6, derivative: 3e-7, (0, 0), (Infinity, 1));

    [Fact]
    public void GeluTanh() => Check(
        default(GeluTanh), ActivationReference.GeluTanh, ulp: 6, derivative: 6e-7, (0, 0), (Infinity, 1), absolute: 1e-8);

    [Fact]
    public void Silu() => Check(default(Silu), ActivationReference.Silu, ulp: 3, derivative: 3e-7, (0, 0), (Infinity, 1));

    [Fact]
    public void Softplus() => Check(
        default(Softplus), ActivationReference.Softplus, ulp: 3, derivative: 3e-7, (0, 0), (Infinity, 1));

    [Fact]
    public void HardSigmoid() => Check(
        default(HardSigmoid), ActivationReference.HardSigmoid, ulp: 2, derivative: 1e-8, (0, 0), (1, 0));

    [Fact]
    public void KerasHardSigmoid() => Check(
        default(KerasHardSigmoid), ActivationReference.KerasHardSigmoid, ulp: 2, derivative: 1e-8, (0, 0), (1, 0), absolute: 6e-8);

    [Fact]
    public void HardSwish() => Check(
        default(HardSwish), ActivationReference.HardSwish, ulp: 3, derivative: 3e-7, (0, 0), (Infinity, 1));

    [Fact]
    public void Sigmoid() => Check(default(Sigmoid), ActivationReference.Sigmoid, ulp: 3, derivative: 1e-7, (0, 0), (1, 0));

    [Fact]
    public void Tanh() => Check(default(Tanh), ActivationReference.Tanh, ulp: 3, derivative: 4e-7, (-1, 0), (1, 0));

    [Fact]
    public void Relu6() => Check(default(Relu6), ActivationReference.Relu6, ulp: 0, derivative: 0, (0, 0), (6, 0));

    [Fact]
    public void Softsign() => Check(default(Softsign), ActivationReference.Softsign, ulp: 2, derivative: 3e-7, (-1, 0), (1, 0));

    [Fact]
    public void Mish() => Check(default(Mish), ActivationReference.Mish, ulp: 6, derivative: 6e-7, (0, 0), (Infinity, 1));

    [Fact]
    public void Exponential() => Check(
        default(Exponential), ActivationReference.Exponential, ulp: 2, derivative: 3e-7, (0, 0), (Infinity, Infinity));

    [Fact]
    public void Clip() => Check(
        new Clip(-0.5f, 2f), x => (Math.Clamp(x, -0.5, 2), x is > -0.5 and < 2 ? 1 : 0), ulp: 0, derivative: 0, (-0.5f, 0), (2, 0));

    [Fact]
    public void Linear() => Check(new Linear(0.5f, 1f), x => ((0.5 * x) + 1, 0.5), ulp: 1, derivative: 0, (-Infinity, 0.5f), (Infinity, 0.5f));

    [Fact]
    public void Kernels_work_in_place()
    {
        float[] x = Floats.Sweep(step: 1_000_003);
        float[] y = new float[x.Length];
        float[] dx = new float[x.Length];
        ActivationKernel.Forward(default(Silu), in x[0], ref y[0], x.Length);
        ActivationKernel.Backward(default(Silu), in x[0], in y[0], in y[0], ref dx[0], x.Length);

        float[] inPlace = [.. x];
        ActivationKernel.Forward(default(Silu), in inPlace[0], ref inPlace[0], x.Length);
        Assert.Equal(y, inPlace);
        ActivationKernel.Backward(default(Silu), in x[0], in y[0], in inPlace[0], ref inPlace[0], x.Length);
        Assert.Equal(dx, inPlace);
    }

    private static void Check<TActivation>(
        TActivation activation,
        Func<double, (double Value, double Derivative)> reference,
        double ulp,
        double derivative,
        (float Value, float Derivative) atMinusInfinity,
        (float Value, float Derivative) atInfinity,
        double absolute = 0)
        where TActivation : struct, IActivation
    {
        (double Value, double Derivative)[] exact = [.. _arguments.Select(x => reference(x))];
        Check<Simd512, TActivation>(activation, exact, ulp, derivative, atMinusInfinity, atInfinity, absolute);
        Check<Simd256, TActivation>(activation, exact, ulp, derivative, atMinusInfinity, atInfinity, absolute);
        Check<Simd128, TActivation>(activation, exact, ulp, derivative, atMinusInfinity, atInfinity, absolute);
        Check<Scalar, TActivation>(activation, exact, ulp, derivative, atMinusInfinity, atInfinity, absolute);
    }

    private static void Check<TVector, TActivation>(
        TActivation activation,
        (double Value, double Derivative)[] exact,
        double ulp,
        double derivative,
        (float Value, float Derivative) atMinusInfinity,
        (float Value, float Derivative) atInfinity,
        double absolute)
        where TVector : struct, IVector<TVector>
        where TActivation : struct, IActivation
    {
        float[] ones = new float[_arguments.Length];
        float[] values = new float[_arguments.Length];
        float[] derivatives = new float[_arguments.Length];
        Array.Fill(ones, 1f);
        ActivationKernel.ForwardRun<TVector, TActivation>(activation, in _arguments[0], ref values[0], _arguments.Length);

        // An input that must not be read is replaced by NaN.
        float[] inputs = _arguments;
        if (!TActivation.UsesInput)
        {
            inputs = new float[_arguments.Length];
            Array.Fill(inputs, float.NaN);
        }

        ActivationKernel.BackwardRun<TVector, TActivation>(
            activation, in inputs[0], in values[0], in ones[0], ref derivatives[0], _arguments.Length);

        for (int i = 0; i < _arguments.Length; i++)
        {
            float x = _arguments[i];
            bool good;
            if (float.IsNaN(x))
            {
                // A constant derivative has nothing for a NaN to pass through.
                good = float.IsNaN(values[i]) && (float.IsNaN(derivatives[i]) || activation is Identity || activation is Linear);
            }
            else if (float.IsInfinity(x))
            {
                good = (values[i], derivatives[i]) == (x < 0 ? atMinusInfinity : atInfinity);
            }
            else
            {
                // A product of a large x and a subnormal factor cannot be better than the factor.
                (double value, double slope) = exact[i];
                double floor = absolute + (Math.Abs(x) * float.Epsilon);
                good = (Ulp.Distance(values[i], value) <= ulp || Math.Abs(values[i] - value) <= floor)
                    && (derivatives[i] == (float)slope || Math.Abs(derivatives[i] - slope) <= derivative * (1 + Math.Abs(slope)));
            }

            if (!good)
            {
                Assert.Fail($"At {x:R}, {TVector.Count} lanes: {(values[i], derivatives[i])}; in double {exact[i]}.");
            }
        }
    }
}
