namespace StaticNet.Benchmarks.Networks;

/// <summary>Four million parameters: more than the second-level cache holds.</summary>
[Input(1024)]
[Dense(1024, bias: false), BatchNorm, Relu]
[Dense(1024, bias: false), BatchNorm, Relu]
[Dense(1024, bias: false), BatchNorm, Relu]
[Dense(1000), Softmax]
public sealed partial class LargeNet;
