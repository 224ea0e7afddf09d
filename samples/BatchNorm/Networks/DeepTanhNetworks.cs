using StaticNet;

namespace BatchNormExperiments;

/// <summary>2 layers of tanh units.</summary>
[Input(784)]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(10), Softmax]
internal sealed partial class Tanh2Net;

/// <summary>2 layers of tanh units with BatchNorm.</summary>
[Input(784)]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(10), Softmax]
internal sealed partial class Tanh2BatchNormNet;

/// <summary>5 layers of tanh units.</summary>
[Input(784)]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(10), Softmax]
internal sealed partial class Tanh5Net;

/// <summary>5 layers of tanh units with BatchNorm.</summary>
[Input(784)]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(10), Softmax]
internal sealed partial class Tanh5BatchNormNet;

/// <summary>10 layers of tanh units.</summary>
[Input(784)]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(10), Softmax]
internal sealed partial class Tanh10Net;

/// <summary>10 layers of tanh units with BatchNorm.</summary>
[Input(784)]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(10), Softmax]
internal sealed partial class Tanh10BatchNormNet;

/// <summary>20 layers of tanh units.</summary>
[Input(784)]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(10), Softmax]
internal sealed partial class Tanh20Net;

/// <summary>20 layers of tanh units with BatchNorm.</summary>
[Input(784)]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Tanh]
[Dense(10), Softmax]
internal sealed partial class Tanh20BatchNormNet;
