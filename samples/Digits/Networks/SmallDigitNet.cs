using StaticNet;

namespace Digits;

/// <summary>
/// 8 x 8 pixels of 0 to 16, BatchNorm after every hidden layer. The training part makes 90 steps in ten epochs: too few for BatchNorm's default
/// momentum.
/// </summary>
[Input(64), Rescale(1 / 16.0)]
[Dense(64, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(10), Softmax]
internal sealed partial class SmallDigitNet;
