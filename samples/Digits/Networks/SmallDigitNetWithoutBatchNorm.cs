using StaticNet;

namespace Digits;

/// <summary><see cref="SmallDigitNet"/> with biases where it has BatchNorm.</summary>
[Input(64), Rescale(1 / 16.0)]
[Dense(64), Relu]
[Dense(32), Relu]
[Dense(10), Softmax]
internal sealed partial class SmallDigitNetWithoutBatchNorm;
