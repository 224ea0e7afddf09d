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

/// <summary>A row of measurements, which names the columns of <see cref="FlowerNet"/>.</summary>
public readonly record struct Flower(float SepalLength, float SepalWidth, float PetalLength);

/// <summary>What <see cref="FlowerNet"/> tells apart.</summary>
public enum Species
{
    /// <summary>The first output.</summary>
    Setosa,

    /// <summary>The second.</summary>
    Versicolor,
}

/// <summary>Columns and classes that have types of their own.</summary>
[Input<Flower>, Standardize]
[Dense(5, bias: false), BatchNorm, Tanh]
[Dense(2), Softmax, Classes<Species>, Budget(MaxParameters = 100)]
public sealed partial class FlowerNet;

/// <summary>A regression from bytes whose targets are standardised.</summary>
[Input(4, Bytes = true), Rescale(1 / 255.0)]
[Dense(5, bias: false), BatchNorm, Relu, Dense(2), TargetStandardize(Name = "prices"), Loss(LossKind.Huber, Delta = 0.5)]
public sealed partial class PriceNet;

/// <summary>Standardised targets behind what a product cannot take in.</summary>
#pragma warning disable SN0311 // That targets are out of reach does not matter to files.
[Input(3), Standardize, Dense(4), Tanh, TargetStandardize]
public sealed partial class BoundedNet;
#pragma warning restore SN0311
