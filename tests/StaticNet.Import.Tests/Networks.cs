namespace StaticNet.Importing.Tests;

/// <summary>The golden MLP.</summary>
[Input(12)]
[Dense(10, bias: false), BatchNorm, Relu]
[Dense(7, bias: false), BatchNorm(momentum: 0.9), Tanh, Dropout(0.25)]
[Dense(4), Softmax]
public sealed partial class MlpNet;

/// <summary>As the golden MLP, but for an epsilon.</summary>
[Input(12)]
[Dense(10, bias: false), BatchNorm(epsilon: 1e-5), Relu]
[Dense(7, bias: false), BatchNorm, Tanh]
[Dense(4), Softmax]
public sealed partial class OtherEpsilonNet;

/// <summary>As the golden MLP, but for an activation.</summary>
[Input(12)]
[Dense(10, bias: false), BatchNorm, Relu]
[Dense(7, bias: false), BatchNorm, Sigmoid]
[Dense(4), Softmax]
public sealed partial class OtherActivationNet;

/// <summary>A chain with every layer that has weights.</summary>
[Input(3), Standardize]
[Dense(4, bias: false), BatchNorm(scale: false), PRelu]
[Dense(4), LayerNorm, LeakyRelu(0.2)]
[Dense(2)]
public sealed partial class ManyNet;

/// <summary>A flattened image.</summary>
[Input(2, 2, 3), Flatten]
[BatchNorm]
[Dense(2)]
public sealed partial class ImageNet;

/// <summary>Two layers that are alike.</summary>
[Input(2)]
[Dense(2), Tanh]
[Dense(2), Tanh]
[Dense(1)]
public sealed partial class TwinNet;

/// <summary>A network with branches.</summary>
[Input(2, Name = "x")]
[Dense(3), Tanh, Dense(2, Name = "main")]
[Dense(2, bias: false, From = "x"), Add("main")]
public sealed partial class BranchNet;

/// <summary>A moving average that counts its batches.</summary>
[Input(2)]
[Dense(2, bias: false), BatchNorm(epsilon: 1e-5, Average = MovingAverage.Cumulative), Relu]
[Dense(1)]
public sealed partial class CumulativeNet;
