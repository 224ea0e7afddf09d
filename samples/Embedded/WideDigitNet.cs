using StaticNet;

namespace Embedded;

/// <summary>The same digits with a quarter of a million parameters: as large as networks for images of 28 x 28 pixels are.</summary>
[Input(64), Rescale(1 / 16.0)]
[Dense(512, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(384, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(64, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(10), Softmax]
public sealed partial class WideDigitNet;
