using StaticNet;

namespace BatchNormExperiments;

/// <summary>Two hidden layers, for experiments that train hundreds of networks.</summary>
[Input(784)]
[Dense(64), Relu]
[Dense(32), Relu]
[Dense(10), Softmax]
internal sealed partial class SmallNet;

/// <summary><see cref="SmallNet"/> with BatchNorm.</summary>
[Input(784)]
[Dense(64, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(10), Softmax]
internal sealed partial class SmallBatchNormNet;

/// <summary>What the activations of <see cref="SmallNet"/>'s first layer are given.</summary>
[Input(784)]
[Dense(64)]
internal sealed partial class SmallPrefix;

/// <summary>What the activations of <see cref="SmallBatchNormNet"/>'s first layer are given.</summary>
[Input(784)]
[Dense(64, bias: false), BatchNorm(momentum: 0.9)]
internal sealed partial class SmallBatchNormPrefix;

/// <summary><see cref="SmallNet"/> without its softmax: its gradients are asked for by that of its logits.</summary>
[Input(784)]
[Dense(64), Relu]
[Dense(32), Relu]
[Dense(10)]
[Loss(LossKind.CrossEntropy)]
internal sealed partial class SmallLogitsNet;

/// <summary><see cref="SmallBatchNormNet"/> without its softmax.</summary>
[Input(784)]
[Dense(64, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(10)]
[Loss(LossKind.CrossEntropy)]
internal sealed partial class SmallBatchNormLogitsNet;
