namespace StaticNet.CheckpointWriter;

/// <summary>Of everything that a checkpoint has to remember, something.</summary>
[Input(6), Standardize]
[Dense(24, bias: false), BatchNorm(momentum: 0.9), Relu, Dropout(0.3)]
[Dense(17), Tanh, GaussianDropout(0.1)]
[Dense(3), Softmax]
public sealed partial class SmallSurvivor;

/// <summary>The same, large enough for a checkpoint to take a while.</summary>
[Input(6), Standardize]
[Dense(300, bias: false), BatchNorm(momentum: 0.9), Relu, Dropout(0.3)]
[Dense(300), Tanh, GaussianNoise(0.1)]
[Dense(3), Softmax]
public sealed partial class LargeSurvivor;
