namespace StaticNet.Benchmarks.Networks;

/// <summary>Two hidden layers of 32 between 256 inputs and 10 classes: how cost grows with width.</summary>
[Input(256)]
[Dense(32, bias: false), BatchNorm, Relu]
[Dense(32, bias: false), BatchNorm, Relu]
[Dense(10), Softmax]
public sealed partial class Width32Net;

/// <summary>Two hidden layers of 64 between 256 inputs and 10 classes: how cost grows with width.</summary>
[Input(256)]
[Dense(64, bias: false), BatchNorm, Relu]
[Dense(64, bias: false), BatchNorm, Relu]
[Dense(10), Softmax]
public sealed partial class Width64Net;

/// <summary>Two hidden layers of 128 between 256 inputs and 10 classes: how cost grows with width.</summary>
[Input(256)]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(128, bias: false), BatchNorm, Relu]
[Dense(10), Softmax]
public sealed partial class Width128Net;

/// <summary>Two hidden layers of 256 between 256 inputs and 10 classes: how cost grows with width.</summary>
[Input(256)]
[Dense(256, bias: false), BatchNorm, Relu]
[Dense(256, bias: false), BatchNorm, Relu]
[Dense(10), Softmax]
public sealed partial class Width256Net;

/// <summary>Two hidden layers of 512 between 256 inputs and 10 classes: how cost grows with width.</summary>
[Input(256)]
[Dense(512, bias: false), BatchNorm, Relu]
[Dense(512, bias: false), BatchNorm, Relu]
[Dense(10), Softmax]
public sealed partial class Width512Net;

/// <summary>Two hidden layers of 1024 between 256 inputs and 10 classes: how cost grows with width.</summary>
[Input(256)]
[Dense(1024, bias: false), BatchNorm, Relu]
[Dense(1024, bias: false), BatchNorm, Relu]
[Dense(10), Softmax]
public sealed partial class Width1024Net;
