using StaticNet;

namespace ImportedDigits;

/// <summary>
/// What was trained elsewhere, declared. In Keras it is <c>Rescaling(1/16), Dense(64, use_bias=False), BatchNormalization(momentum=0.9), ReLU(), ...,
/// Dense(10, activation="softmax")</c>.
/// </summary>
[Input(64), Rescale(1 / 16.0)]
[Dense(64, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(10), Softmax]
internal sealed partial class DigitNet;
