namespace StaticNet.Benchmarks.Networks;

/// <summary>The network that most figures are about: 784 inputs, BatchNorm and ReLU after every hidden layer, ten classes.</summary>
[Input(784)]
[Dense(256, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(64, bias: false), BatchNorm, Relu]
[Dense(10), Softmax]
public sealed partial class DigitNet;
