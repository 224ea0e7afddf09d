using StaticNet;

namespace BatchNormExperiments;

/// <summary>No BatchNorm.</summary>
[Input(784)]
[Dense(64), Relu]
[Dense(32), Relu]
[Dense(10), Softmax]
internal sealed partial class NoneNet;

/// <summary>No BatchNorm, and dropout of 0.2.</summary>
[Input(784)]
[Dense(64), Relu, Dropout(0.2)]
[Dense(32), Relu, Dropout(0.2)]
[Dense(10), Softmax]
internal sealed partial class NoneDropout20Net;

/// <summary>No BatchNorm, and dropout of 0.5.</summary>
[Input(784)]
[Dense(64), Relu, Dropout(0.5)]
[Dense(32), Relu, Dropout(0.5)]
[Dense(10), Softmax]
internal sealed partial class NoneDropout50Net;

/// <summary>BatchNorm before the activation.</summary>
[Input(784)]
[Dense(64, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(10), Softmax]
internal sealed partial class BeforeNet;

/// <summary>BatchNorm before the activation, and dropout of 0.2.</summary>
[Input(784)]
[Dense(64, bias: false), BatchNorm(momentum: 0.9), Relu, Dropout(0.2)]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu, Dropout(0.2)]
[Dense(10), Softmax]
internal sealed partial class BeforeDropout20Net;

/// <summary>BatchNorm before the activation, and dropout of 0.5.</summary>
[Input(784)]
[Dense(64, bias: false), BatchNorm(momentum: 0.9), Relu, Dropout(0.5)]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu, Dropout(0.5)]
[Dense(10), Softmax]
internal sealed partial class BeforeDropout50Net;

/// <summary>BatchNorm after the activation.</summary>
[Input(784)]
[Dense(64), Relu, BatchNorm(momentum: 0.9)]
[Dense(32), Relu, BatchNorm(momentum: 0.9)]
[Dense(10), Softmax]
internal sealed partial class AfterNet;

/// <summary>BatchNorm after the activation, and dropout of 0.2.</summary>
[Input(784)]
[Dense(64), Relu, BatchNorm(momentum: 0.9), Dropout(0.2)]
[Dense(32), Relu, BatchNorm(momentum: 0.9), Dropout(0.2)]
[Dense(10), Softmax]
internal sealed partial class AfterDropout20Net;

/// <summary>BatchNorm after the activation, and dropout of 0.5.</summary>
[Input(784)]
[Dense(64), Relu, BatchNorm(momentum: 0.9), Dropout(0.5)]
[Dense(32), Relu, BatchNorm(momentum: 0.9), Dropout(0.5)]
[Dense(10), Softmax]
internal sealed partial class AfterDropout50Net;

/// <summary>BatchNorm on both sides of the activation.</summary>
[Input(784)]
[Dense(64, bias: false), BatchNorm(momentum: 0.9), Relu, BatchNorm(momentum: 0.9)]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu, BatchNorm(momentum: 0.9)]
[Dense(10), Softmax]
internal sealed partial class BothNet;

/// <summary>BatchNorm on both sides of the activation, and dropout of 0.2.</summary>
[Input(784)]
[Dense(64, bias: false), BatchNorm(momentum: 0.9), Relu, BatchNorm(momentum: 0.9), Dropout(0.2)]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu, BatchNorm(momentum: 0.9), Dropout(0.2)]
[Dense(10), Softmax]
internal sealed partial class BothDropout20Net;

/// <summary>BatchNorm on both sides of the activation, and dropout of 0.5.</summary>
[Input(784)]
[Dense(64, bias: false), BatchNorm(momentum: 0.9), Relu, BatchNorm(momentum: 0.9), Dropout(0.5)]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu, BatchNorm(momentum: 0.9), Dropout(0.5)]
[Dense(10), Softmax]
internal sealed partial class BothDropout50Net;
