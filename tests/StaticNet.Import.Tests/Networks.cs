namespace StaticNet.Importing.Tests;

/// <summary>The golden MLP.</summary>
[Input(12)]
[Dense(10, bias: false), BatchNorm, Relu]
[Dense(7, bias: false), BatchNorm(momentum: 0.9), Tanh, Dropout(0.25)]
[Dense(4), Softmax]
public sealed partial class MlpNet;

/// <summary>As the golden MLP, but for an epsilon.</summary>
[Input(12)]
[Dense(10, bias: false), BatchNorm(epsilon: 1e-5), Relu]
[Dense(7, bias: false), BatchNorm, Tanh]
[Dense(4), Softmax]
public sealed partial class OtherEpsilonNet;

/// <summary>As the golden MLP, but for an activation.</summary>
[Input(12)]
[Dense(10, bias: false), BatchNorm, Relu]
[Dense(7, bias: false), BatchNorm, Sigmoid]
[Dense(4), Softmax]
public sealed partial class OtherActivationNet;

/// <summary>A chain with every layer that has weights.</summary>
[Input(3), Standardize]
[Dense(4, bias: false), BatchNorm(scale: false), PRelu]
[Dense(4), LayerNorm, LeakyRelu(0.2)]
[Dense(2)]
public sealed partial class ManyNet;

/// <summary>A flattened image.</summary>
[Input(2, 2, 3), Flatten]
[BatchNorm]
[Dense(2)]
public sealed partial class ImageNet;

/// <summary>Two layers that are alike.</summary>
[Input(2)]
[Dense(2), Tanh]
[Dense(2), Tanh]
[Dense(1)]
public sealed partial class TwinNet;

/// <summary>A network with branches.</summary>
[Input(2, Name = "x")]
[Dense(3), Tanh, Dense(2, Name = "main")]
[Dense(2, bias: false, From = "x"), Add("main")]
public sealed partial class BranchNet;

/// <summary>A moving average that counts its batches.</summary>
[Input(2)]
[Dense(2, bias: false), BatchNorm(epsilon: 1e-5, Average = MovingAverage.Cumulative), Relu]
[Dense(1)]
public sealed partial class CumulativeNet;

/// <summary>Columns of <see cref="TypedNet"/>.</summary>
public readonly record struct Reading(float First, float Second, float Third);

/// <summary>What <see cref="TypedNet"/> tells apart.</summary>
public enum Verdict
{
    /// <summary>The first output.</summary>
    Good,

    /// <summary>The second.</summary>
    Bad,
}

/// <summary>Columns and classes that have types of their own.</summary>
[Input<Reading>, Standardize]
[Dense(2), Softmax, Classes<Verdict>]
public sealed partial class TypedNet;

/// <summary>Bytes, scaled.</summary>
[Input(3, Bytes = true), Rescale(1 / 255.0)]
[Dense(2)]
public sealed partial class ByteNet;

/// <summary>Scalers of every kind, and of the targets.</summary>
#pragma warning disable SN0309 // That one takes another's scale back does not matter to files.
[Input(5), Log(FirstColumn = 0, LastColumn = 1), Clip(-5, 5), Center, MinMax(FirstColumn = 2, LastColumn = 3), MaxAbs(Columns = [4]), RobustScale]
[Standardize, Whiten(Whitening.Pca, 1e-3, Components = 4)]
[Dense(4), Tanh, Dense(2), TargetStandardize]
public sealed partial class ScalersNet;
#pragma warning restore SN0309

/// <summary>A regression in units of its own.</summary>
[Input(3)]
[Dense(2), TargetStandardize]
public sealed partial class TargetNet;

/// <summary>Two scalers whose statistics are alike.</summary>
[Input(2), MinMax, MaxAbs]
[Dense(1)]
public sealed partial class TwoScalersNet;

/// <summary>As scikit-learn's <c>classes</c>.</summary>
[Input(3), Standardize]
[Dense(4), Relu]
[Dense(3), Softmax]
public sealed partial class ScaledClassesNet;

/// <summary>As scikit-learn's <c>two-classes</c>.</summary>
[Input(3), MinMax(-1, 2)]
[Dense(4), Tanh]
[Dense(1), Sigmoid]
public sealed partial class ScaledTwoClassesNet;

/// <summary>As scikit-learn's <c>regression</c>.</summary>
[Input(3), RobustScale, MaxAbs]
[Dense(4), Sigmoid]
[Dense(2)]
public sealed partial class ScaledRegressionNet;

/// <summary>As scikit-learn's <c>targets</c>.</summary>
#pragma warning disable SN0303 // Two products in a row, since scikit-learn's hidden layers may be linear.
[Input(3), Standardize(center: false)]
[Dense(4)]
[Dense(2), TargetStandardize]
public sealed partial class ScaledTargetsNet;
#pragma warning restore SN0303
