using StaticNet;

namespace BatchNormExperiments;

/// <summary>784-256-128-64-10 without BatchNorm, trained by the cross-entropy of its logits.</summary>
[Input(784)]
[Dense(256), Relu]
[Dense(128), Relu]
[Dense(64), Relu]
[Dense(10), Softmax]
internal sealed partial class PlainNet;

/// <summary>784-256-128-64-10 with BatchNorm before each activation.</summary>
[Input(784)]
[Dense(256, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(64, bias: false), BatchNorm, Relu]
[Dense(10), Softmax]
internal sealed partial class BatchNormNet;

/// <summary><see cref="PlainNet"/> trained by the cross-entropy of clipped probabilities, as the published networks were.</summary>
[Input(784)]
[Dense(256), Relu]
[Dense(128), Relu]
[Dense(64), Relu]
[Dense(10), Softmax]
[Loss(LossKind.ClippedCrossEntropy)]
internal sealed partial class PlainClippedNet;

/// <summary><see cref="BatchNormNet"/> trained by the cross-entropy of clipped probabilities.</summary>
[Input(784)]
[Dense(256, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(64, bias: false), BatchNorm, Relu]
[Dense(10), Softmax]
[Loss(LossKind.ClippedCrossEntropy)]
internal sealed partial class BatchNormClippedNet;
