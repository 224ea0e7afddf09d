using StaticNet;

namespace Digits;

/// <summary>MNIST's 28 x 28 pixels, BatchNorm after every hidden layer.</summary>
[Input(784), Standardize]
[Dense(256, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(64, bias: false), BatchNorm, Relu]
[Dense(10), Softmax]
internal sealed partial class DigitNet;
