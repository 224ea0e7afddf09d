using StaticNet;

namespace BatchNormExperiments;

/// <summary>The original paper's network: three layers of 100 sigmoid units.</summary>
[Input(784)]
[Dense(100, Kernel = Initializer.Normal, KernelDeviation = 0.1), Sigmoid]
[Dense(100, Kernel = Initializer.Normal, KernelDeviation = 0.1), Sigmoid]
[Dense(100, Kernel = Initializer.Normal, KernelDeviation = 0.1), Sigmoid]
[Dense(10), Softmax]
internal sealed partial class SigmoidNet;

/// <summary><see cref="SigmoidNet"/> with BatchNorm before each sigmoid.</summary>
[Input(784)]
[Dense(100, bias: false, Kernel = Initializer.Normal, KernelDeviation = 0.1), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(100, bias: false, Kernel = Initializer.Normal, KernelDeviation = 0.1), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(100, bias: false, Kernel = Initializer.Normal, KernelDeviation = 0.1), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(10), Softmax]
internal sealed partial class SigmoidBatchNormNet;

/// <summary><see cref="SigmoidNet"/> up to what the sigmoids of its first layer are given.</summary>
[Input(784)]
[Dense(100, Kernel = Initializer.Normal, KernelDeviation = 0.1)]
internal sealed partial class SigmoidPrefix1;

/// <summary><see cref="SigmoidBatchNormNet"/> up to what the sigmoids of its first layer are given.</summary>
[Input(784)]
[Dense(100, bias: false, Kernel = Initializer.Normal, KernelDeviation = 0.1), BatchNorm(momentum: 0.9)]
internal sealed partial class SigmoidBatchNormPrefix1;

/// <summary><see cref="SigmoidNet"/> up to what the sigmoids of its second layer are given.</summary>
[Input(784)]
[Dense(100, Kernel = Initializer.Normal, KernelDeviation = 0.1), Sigmoid]
[Dense(100, Kernel = Initializer.Normal, KernelDeviation = 0.1)]
internal sealed partial class SigmoidPrefix2;

/// <summary><see cref="SigmoidBatchNormNet"/> up to what the sigmoids of its second layer are given.</summary>
[Input(784)]
[Dense(100, bias: false, Kernel = Initializer.Normal, KernelDeviation = 0.1), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(100, bias: false, Kernel = Initializer.Normal, KernelDeviation = 0.1), BatchNorm(momentum: 0.9)]
internal sealed partial class SigmoidBatchNormPrefix2;

/// <summary><see cref="SigmoidNet"/> up to what the sigmoids of its third layer are given.</summary>
[Input(784)]
[Dense(100, Kernel = Initializer.Normal, KernelDeviation = 0.1), Sigmoid]
[Dense(100, Kernel = Initializer.Normal, KernelDeviation = 0.1), Sigmoid]
[Dense(100, Kernel = Initializer.Normal, KernelDeviation = 0.1)]
internal sealed partial class SigmoidPrefix3;

/// <summary><see cref="SigmoidBatchNormNet"/> up to what the sigmoids of its third layer are given.</summary>
[Input(784)]
[Dense(100, bias: false, Kernel = Initializer.Normal, KernelDeviation = 0.1), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(100, bias: false, Kernel = Initializer.Normal, KernelDeviation = 0.1), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(100, bias: false, Kernel = Initializer.Normal, KernelDeviation = 0.1), BatchNorm(momentum: 0.9)]
internal sealed partial class SigmoidBatchNormPrefix3;
