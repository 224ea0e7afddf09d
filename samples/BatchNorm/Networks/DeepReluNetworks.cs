using StaticNet;

namespace BatchNormExperiments;

/// <summary>2 layers of ReLU units.</summary>
[Input(784)]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(10), Softmax]
internal sealed partial class Relu2Net;

/// <summary>2 layers of ReLU units with BatchNorm.</summary>
[Input(784)]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(10), Softmax]
internal sealed partial class Relu2BatchNormNet;

/// <summary>5 layers of ReLU units.</summary>
[Input(784)]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(10), Softmax]
internal sealed partial class Relu5Net;

/// <summary>5 layers of ReLU units with BatchNorm.</summary>
[Input(784)]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(10), Softmax]
internal sealed partial class Relu5BatchNormNet;

/// <summary>10 layers of ReLU units.</summary>
[Input(784)]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(10), Softmax]
internal sealed partial class Relu10Net;

/// <summary>10 layers of ReLU units with BatchNorm.</summary>
[Input(784)]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(10), Softmax]
internal sealed partial class Relu10BatchNormNet;

/// <summary>20 layers of ReLU units.</summary>
[Input(784)]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(10), Softmax]
internal sealed partial class Relu20Net;

/// <summary>20 layers of ReLU units with BatchNorm.</summary>
[Input(784)]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(10), Softmax]
internal sealed partial class Relu20BatchNormNet;
