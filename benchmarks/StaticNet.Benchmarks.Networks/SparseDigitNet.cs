namespace StaticNet.Benchmarks.Networks;

/// <summary><see cref="DigitNet"/> that skips the zeros of its input.</summary>
[Input(784, Sparse = true)]
[Dense(256, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(64, bias: false), BatchNorm, Relu]
[Dense(10), Softmax]
public sealed partial class SparseDigitNet;
