using StaticNet;

namespace BatchNormExperiments;

/// <summary>2 layers of sigmoid units.</summary>
[Input(784)]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(10), Softmax]
internal sealed partial class Sigmoid2Net;

/// <summary>2 layers of sigmoid units with BatchNorm.</summary>
[Input(784)]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(10), Softmax]
internal sealed partial class Sigmoid2BatchNormNet;

/// <summary>5 layers of sigmoid units.</summary>
[Input(784)]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(10), Softmax]
internal sealed partial class Sigmoid5Net;

/// <summary>5 layers of sigmoid units with BatchNorm.</summary>
[Input(784)]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(10), Softmax]
internal sealed partial class Sigmoid5BatchNormNet;

/// <summary>10 layers of sigmoid units.</summary>
[Input(784)]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(10), Softmax]
internal sealed partial class Sigmoid10Net;

/// <summary>10 layers of sigmoid units with BatchNorm.</summary>
[Input(784)]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(10), Softmax]
internal sealed partial class Sigmoid10BatchNormNet;

/// <summary>20 layers of sigmoid units.</summary>
[Input(784)]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(32), Sigmoid]
[Dense(10), Softmax]
internal sealed partial class Sigmoid20Net;

/// <summary>20 layers of sigmoid units with BatchNorm.</summary>
[Input(784)]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Sigmoid]
[Dense(10), Softmax]
internal sealed partial class Sigmoid20BatchNormNet;
