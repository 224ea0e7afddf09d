namespace StaticNet.Benchmarks.Networks;

/// <summary>BatchNorm after the activation, so that it folds into the layer behind it.</summary>
[Input(30)]
[Dense(64), Relu, BatchNorm]
[Dense(32), Relu, BatchNorm]
[Dense(1), Sigmoid]
public sealed partial class SmallNet;
