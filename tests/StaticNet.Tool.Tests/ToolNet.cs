namespace StaticNet.Tool.Tests;

/// <summary>A small network with something of each kind.</summary>
[Input(6), Standardize]
[Dense(8, bias: false), BatchNorm, Relu, Dropout(0.2)]
[Dense(3), Softmax]
public sealed partial class ToolNet;

/// <summary>Arguments of every form.</summary>
[Input(6, Name = "x"), Rescale(1 / 255.0), Log(9, Columns = [1, 3]), Clip(-1, 2, FirstColumn = 2, LastColumn = 4)]
[Dense(8, bias: false, Kernel = Initializer.HeNormal), BatchNorm(epsilon: 1e-5, center: false, RunningVariance = RunningVariance.Unbiased), Gelu(GeluForm.Tanh)]
[Dense(4, false), LeakyRelu(0.2, Name = "main"), Dense(4, From = "x"), Add("main"), Concat("main", "x")]
[Loss(LossKind.Huber), Network(Reproducible = true)]
public sealed partial class WordyNet;

/// <summary>What does not fold away, or is spelled out in other formats.</summary>
[Input(2, 3), Standardize, Flatten]
[Dense(8), Relu, BatchNorm, Silu, Dense(7), Gelu, LayerNorm]
[Dense(6, bias: false), BatchNorm(epsilon: 1e-5), HardSwish, Dense(3), Softmax]
public sealed partial class SpelledNet;
