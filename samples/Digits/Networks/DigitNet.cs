using StaticNet;

namespace Digits;

/// <summary>MNIST's 28 x 28 pixels of 0 to 255, BatchNorm after every hidden layer.</summary>
[Input(784), Rescale(1 / 255.0)]
[Dense(256, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(64, bias: false), BatchNorm, Relu]
[Dense(10), Softmax]
internal sealed partial class DigitNet;
