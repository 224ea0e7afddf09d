namespace StaticNet.Onnx.Tests;

/// <summary>Scaler, Dense, BatchNorm, activations, Dropout and Softmax: what most networks are.</summary>
[Input(12), Standardize]
[Dense(10, bias: false), BatchNorm, Relu]
[Dense(7, bias: false), BatchNorm(momentum: 0.9, epsilon: 1e-5), Tanh, Dropout(0.25)]
[Dense(4), Softmax]
public sealed partial class MlpNet;

/// <summary>Axes in one after a scaler and a BatchNorm of channels; BatchNorm after an activation and before one.</summary>
[Input(3, 4, 2), Rescale(1 / 255.0, -0.5), BatchNorm, Flatten]
[Dense(6), Elu(0.7), BatchNorm, Sigmoid]
[Dense(2, bias: false), BatchNorm(center: false), Tanh, BatchNorm(scale: false), Dense(1)]
public sealed partial class ImageNet;

/// <summary>Rows of a sample: norms of rows and groups, BatchNorm along another axis, a shortcut.</summary>
[Input(4, 12), LayerNorm]
[Dense(12), Gelu(Name = "features"), RMSNorm, Dense(12, bias: false), Add("features"), GroupNorm(3), BatchNorm(axis: 1), Tanh]
[LayerNorm(center: false, scale: false), RMSNorm(scale: false), GroupNorm(-1, center: false, scale: false), Flatten]
[Dense(3), Softmax]
public sealed partial class SequenceNet;

/// <summary>Branches, and a value with two readers that nothing may be folded across.</summary>
[Input(5, Name = "x"), Standardize(Name = "scaled")]
[Dense(7), Tanh, Dense(4, bias: false, Name = "main"), BatchNorm(Name = "normalized")]
[Dense(4, bias: false, From = "scaled"), Add("main", "normalized"), Concat("scaled"), LogSoftmax]
public sealed partial class ResidualNet;

/// <summary>Every activation but those above, between products.</summary>
[Input(6)]
[Dense(8), Relu6, Dense(8), LeakyRelu(0.2), Dense(8), PRelu, Dense(8), PRelu(shared: true)]
[Dense(8), Selu, Dense(8), Gelu(GeluForm.Exact), Dense(8), Gelu(GeluForm.Tanh), Dense(8), Silu, Dense(8), Mish]
[Dense(8), HardSwish, Dense(8), HardSigmoid, Dense(8), HardSigmoid(HardSigmoidForm.Fifth)]
[Dense(8), Softplus, Dense(8), Softsign, Dense(8), Exponential, Dense(2)]
public sealed partial class ActivationsNet;

/// <summary>Functions of selected columns, and whitening that drops components.</summary>
[Input(6), Log(9, Columns = [1, 3]), Clip(-1, 2, FirstColumn = 2, LastColumn = 4), RobustScale, Whiten(Whitening.Pca, 1e-3, Components = 4)]
[Dense(5), Tanh, Dense(2)]
public sealed partial class WhitenedNet;

/// <summary>The other scalers, some on selected columns; layers of noise.</summary>
[Input(5), Center(Columns = [0, 1]), MinMax(-1, 2, FirstColumn = 2, LastColumn = 3), MaxAbs(Columns = [4]), GaussianNoise(0.1)]
[Dense(6), GaussianDropout(0.3), Selu, AlphaDropout(0.1), Dense(2)]
public sealed partial class ScaledNet;

/// <summary>Columns of <see cref="TypedNet"/>.</summary>
public readonly record struct Measurement(float Length, float Width, float Height);

/// <summary>What <see cref="TypedNet"/> tells apart.</summary>
public enum Verdict
{
    /// <summary>The first output.</summary>
    Good,

    /// <summary>The second.</summary>
    Bad,
}

/// <summary>Columns and classes that have types of their own.</summary>
[Input<Measurement>, Standardize]
[Dense(6), Relu, Dense(2), Softmax, Classes<Verdict>]
public sealed partial class TypedNet;

/// <summary>A regression from bytes; the way back to the targets' units folds into the last product.</summary>
[Input(5, Bytes = true), Rescale(1 / 255.0)]
[Dense(6, bias: false), BatchNorm, Relu, Dense(3), TargetStandardize(Name = "units"), Loss(LossKind.MeanAbsoluteError)]
public sealed partial class TargetNet;

/// <summary>A way back that nothing takes in, on the last axis of several.</summary>
#pragma warning disable SN0311 // That targets are out of reach does not matter to files.
[Input(2, 4), Standardize, Dense(3), Tanh, TargetStandardize]
public sealed partial class BoundedTargetNet;
#pragma warning restore SN0311
