namespace StaticNet.Benchmarks.Networks;

/// <summary>Hidden layers of 128, 1 of them: how cost grows with depth.</summary>
[Input(128)]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(10), Softmax]
public sealed partial class Depth1Net;

/// <summary>Hidden layers of 128, 2 of them: how cost grows with depth.</summary>
[Input(128)]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(10), Softmax]
public sealed partial class Depth2Net;

/// <summary>Hidden layers of 128, 4 of them: how cost grows with depth.</summary>
[Input(128)]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(10), Softmax]
public sealed partial class Depth4Net;

/// <summary>Hidden layers of 128, 8 of them: how cost grows with depth.</summary>
[Input(128)]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(10), Softmax]
public sealed partial class Depth8Net;

/// <summary>Hidden layers of 128, 16 of them: how cost grows with depth.</summary>
[Input(128)]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(10), Softmax]
public sealed partial class Depth16Net;
