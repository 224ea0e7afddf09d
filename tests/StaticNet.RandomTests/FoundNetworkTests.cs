using StaticNet.RandomTests.Architectures;
using StaticNet.RandomTests.Comparison;
using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests;

/// <summary>Networks that failed once, made small.</summary>
public sealed class FoundNetworkTests
{
    private static readonly ActivationDescription _relu = new("Relu", "", ElementwiseFunction.Relu);

    private static readonly FlattenDescription _flatten = new();

    private static readonly LossDescription _huber = new(LossKind.Huber);

    private static readonly Dictionary<string, Architecture> _networks = new()
    {
        ["a BatchNorm whose positive axis is the last"] = new([20], [new BatchNormDescription(Axis: 1)], null),
        ["a Flatten that does nothing among layers that run together"] =
            new([5], [new DenseDescription(40), _flatten, new BatchNormDescription(), _flatten, _relu], null),
        ["two BatchNorms before a Dense, the first on another axis in name alone"] =
            new([1, 1], [new BatchNormDescription(), _flatten, new BatchNormDescription(), new DenseDescription(1)], null),
        ["a normaliser behind a Flatten that does nothing"] = new([1], [_flatten, new StandardizeDescription(Center: true, Unbiased: false)], null),
        ["a Dropout merged with what it reads"] = new(
            [33],
            [
                new ActivationDescription("Softplus", "", ElementwiseFunction.Softplus), new DropoutDescription(0.5), new AddDescription([-1, 0]),
                new DropoutDescription(0.5), new ConcatDescription([2]),
            ],
            null),
        ["a Flatten that does nothing merged with what it reads"] = new(
            [20],
            [new DenseDescription(40), _flatten, new AddDescription([0]), _flatten, new ConcatDescription([2, 0]), new DenseDescription(3)],
            null),
        ["whitening of a column beside the raw input"] = new(
            [16], [new WhitenDescription(Whitening.Decorrelate, 0, Standardizes: true, Components: 0) { Selected = [15] }, new ConcatDescription([-1])], null),
        ["a sigmoid fused into BatchNorm, told apart at one half"] =
            new([3], [new DenseDescription(1), new BatchNormDescription(), ActivationDescription.Sigmoid], _huber),
        ["a sigmoid before a Dropout, told apart at one half"] =
            new([3], [new DenseDescription(1), ActivationDescription.Sigmoid, new DropoutDescription(0.5)], _huber),
    };

    public static TheoryData<string> Names => [.. _networks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Passes(string name)
    {
        var optimizer = new OptimizerArguments(OptimizerKind.Adam);
        var trial = new Trial(_networks[name], Batch: 9, PredictionBatch: 7, SpareCapacity: 2, optimizer, Seed: 1);
        Exception? failure = TrialRunner.Run([trial], new Tally()).Single();
        Assert.True(failure is null, $"{failure}\n{trial}");
    }
}
