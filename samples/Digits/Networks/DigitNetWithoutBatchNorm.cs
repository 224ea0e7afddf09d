using StaticNet;

namespace Digits;

/// <summary><see cref="DigitNet"/> with biases where it has BatchNorm.</summary>
[Input(784), Rescale(1 / 255.0)]
[Dense(256), Relu]
[Dense(128), Relu]
[Dense(64), Relu]
[Dense(10), Softmax]
internal sealed partial class DigitNetWithoutBatchNorm;
