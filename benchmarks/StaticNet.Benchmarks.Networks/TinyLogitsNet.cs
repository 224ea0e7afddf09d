namespace StaticNet.Benchmarks.Networks;

/// <summary><see cref="TinyNet"/> that ends in logits.</summary>
[Input(4)]
[Dense(16, bias: false), BatchNorm, Relu]
[Dense(8, bias: false), BatchNorm, Relu]
[Dense(3), Loss(LossKind.CrossEntropy)]
public sealed partial class TinyLogitsNet;
