namespace StaticNet.Benchmarks.Networks;

/// <summary><see cref="DigitNet"/> that gives the same bits on every processor.</summary>
[Network(Reproducible = true)]
[Input(784)]
[Dense(256, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(64, bias: false), BatchNorm, Relu]
[Dense(10), Softmax]
public sealed partial class ReproducibleDigitNet;
