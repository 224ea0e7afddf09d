namespace StaticNet.Benchmarks.Networks;

/// <summary>The smallest of all: what a call costs beside the arithmetic shows here.</summary>
[Input(4)]
[Dense(16, bias: false), BatchNorm, Relu]
[Dense(8, bias: false), BatchNorm, Relu]
[Dense(3), Softmax]
public sealed partial class TinyNet;
