using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.Architectures;

/// <summary>An activation without parameters.</summary>
internal sealed record ActivationDescription(string Kind, string Argument, ElementwiseFunction Function) : LayerDescription(Kind)
{
    private static readonly Func<Random, ActivationDescription>[] _kinds =
    [
        static _ => new("Relu", "", ElementwiseFunction.Relu),
        static _ => new("Relu6", "", ElementwiseFunction.Relu6),
        static _ => new("LeakyRelu", "", ElementwiseFunction.LeakyRelu(0.01f)),
        static random => WithNumber("LeakyRelu", random.Next(4) == 0 ? 0 : 1.5 * random.NextDouble(), ElementwiseFunction.LeakyRelu),
        static _ => new("Elu", "", ElementwiseFunction.Elu(1)),
        static random => WithNumber("Elu", 0.05 + (2 * random.NextDouble()), ElementwiseFunction.Elu),
        static _ => new("Selu", "", ElementwiseFunction.Selu),
        static _ => new("Gelu", "", ElementwiseFunction.Gelu),
        static _ => new("Gelu", "GeluForm.Tanh", ElementwiseFunction.GeluTanh),
        static _ => new("Silu", "", ElementwiseFunction.Silu),
        static _ => new("Mish", "", ElementwiseFunction.Mish),
        static _ => new("Softplus", "", ElementwiseFunction.Softplus),
        static _ => new("Softsign", "", ElementwiseFunction.Softsign),
        static _ => new("Sigmoid", "", ElementwiseFunction.Sigmoid),
        static _ => new("HardSigmoid", "", ElementwiseFunction.HardSigmoid),
        static _ => new("HardSigmoid", "HardSigmoidForm.Fifth", ElementwiseFunction.KerasHardSigmoid),
        static _ => new("HardSwish", "", ElementwiseFunction.HardSwish),
        static _ => new("Tanh", "", ElementwiseFunction.Tanh),
        static _ => new("Exponential", "", ElementwiseFunction.Exponential),
    ];

    protected override IEnumerable<string> Arguments => Argument.Length == 0 ? [] : [Argument];

    public override Layer Interpret(string name, int[] input) => new ElementwiseLayer(Function);

    public static ActivationDescription Draw(Random random) => _kinds[random.Next(_kinds.Length)](random);

    public static ActivationDescription Sigmoid => new("Sigmoid", "", ElementwiseFunction.Sigmoid);

    private static ActivationDescription WithNumber(string kind, double number, Func<double, ElementwiseFunction> function)
    {
        number = Math.Round(number, 4);
        return new(kind, Number(number), function((float)number));
    }
}
