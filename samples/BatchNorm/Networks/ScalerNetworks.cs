using StaticNet;

namespace BatchNormExperiments;

/// <summary>The tumour classifier on raw features.</summary>
[Input(30)]
[Dense(16), Relu]
[Dense(2), Softmax]
internal sealed partial class UnscaledNet;

/// <summary><see cref="UnscaledNet"/> behind <c>[Center]</c>.</summary>
[Input(30), Center]
[Dense(16), Relu]
[Dense(2), Softmax]
internal sealed partial class CenteredNet;

/// <summary><see cref="UnscaledNet"/> behind <c>[Standardize]</c>.</summary>
[Input(30), Standardize]
[Dense(16), Relu]
[Dense(2), Softmax]
internal sealed partial class StandardizedNet;

/// <summary><see cref="UnscaledNet"/> behind <c>[MinMax]</c>.</summary>
[Input(30), MinMax]
[Dense(16), Relu]
[Dense(2), Softmax]
internal sealed partial class MinMaxedNet;

/// <summary><see cref="UnscaledNet"/> behind <c>[MaxAbs]</c>.</summary>
[Input(30), MaxAbs]
[Dense(16), Relu]
[Dense(2), Softmax]
internal sealed partial class MaxAbsedNet;

/// <summary><see cref="UnscaledNet"/> behind <c>[RobustScale]</c>.</summary>
[Input(30), RobustScale]
[Dense(16), Relu]
[Dense(2), Softmax]
internal sealed partial class RobustNet;

/// <summary><see cref="UnscaledNet"/> behind <c>[Whiten(Whitening.Pca, epsilon: 1e-3)]</c>.</summary>
[Input(30), Whiten(Whitening.Pca, epsilon: 1e-3)]
[Dense(16), Relu]
[Dense(2), Softmax]
internal sealed partial class PcaWhitenedNet;

/// <summary><see cref="UnscaledNet"/> behind <c>[Whiten(Whitening.Zca, epsilon: 1e-3)]</c>.</summary>
[Input(30), Whiten(Whitening.Zca, epsilon: 1e-3)]
[Dense(16), Relu]
[Dense(2), Softmax]
internal sealed partial class ZcaWhitenedNet;

/// <summary><see cref="UnscaledNet"/> with BatchNorm in the place of a scaler.</summary>
[Input(30), BatchNorm(momentum: 0.9)]
[Dense(16), Relu]
[Dense(2), Softmax]
internal sealed partial class InputNormalizedNet;
