namespace StaticNet.Consumer;

[Input(2), Standardize]
[Dense(16, bias: false), BatchNorm, Relu]
[Dense(2), Softmax]
public sealed partial class CloudNet;
