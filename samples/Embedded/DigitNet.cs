using StaticNet;

namespace Embedded;

/// <summary>8 x 8 pixels of 0 to 16. The project that trains and the one that predicts share this file.</summary>
[Input(64), Rescale(1 / 16.0)]
[Dense(64, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(10), Softmax]
public sealed partial class DigitNet;
