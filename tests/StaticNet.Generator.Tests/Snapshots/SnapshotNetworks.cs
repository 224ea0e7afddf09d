namespace StaticNet.Generator.Tests.Snapshots;

/// <summary>Networks of different character, whose generated code is worth reading.</summary>
internal static class SnapshotNetworks
{
    public static IReadOnlyDictionary<string, string> Sources { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["MnistNet"] = """
            using StaticNet;

            /// <summary>Handwritten digits, normalised between the layers.</summary>
            [Input(784), Standardize]
            [Dense(256, bias: false), BatchNorm, Relu]
            [Dense(128, bias: false), BatchNorm, Relu]
            [Dense(64, bias: false), BatchNorm, Relu]
            [Dense(10), Softmax]
            public sealed partial class MnistNet;
            """,
        ["TinyNet"] = """
            using StaticNet;

            namespace Tiny;

            [Input(4)]
            [Dense(16), Relu]
            [Dense(8), Relu]
            [Dense(3), Softmax]
            public sealed partial class TinyNet;
            """,
        ["KerasNet"] = """
            using StaticNet;

            namespace Keras;

            [Input(1, 5)]
            [Dense(16), Relu]
            [Dense(32), Relu]
            [BatchNorm(axis: 1)]
            [Dense(2), Softmax]
            public sealed partial class KerasNet;
            """,
        ["RegressionNet"] = """
            using StaticNet;

            namespace Company.@event
            {
                internal static partial class @class
                {
                    [Input(13), Standardize]
                    [Dense(64, Kernel = Initializer.HeNormal), PRelu, Dropout(0.1)]
                    [Dense(40, Name = "out"), PRelu(shared: true, Name = "class"), Dropout(0.1, Name = "rows")]
                    [Dense(1, Name = "int/64", BiasInitializer = Initializer.Constant, BiasValue = 22.5)]
                    [Loss(LossKind.Huber, Delta = 1.5)]
                    internal sealed partial class RegressionNet;
                }
            }
            """,
        ["TargetNet"] = """
            using StaticNet;

            [Input(6), Standardize]
            [Dense(40), BatchNorm, Silu]
            [Dense(3)]
            [TargetStandardize]
            public sealed partial class TargetNet;
            """,
        ["SparseNet"] = """
            using StaticNet;

            namespace Words;

            [Input(1000, Sparse = true), Rescale(0.1), Dropout(0.2)]
            [Dense(40, bias: false), BatchNorm, Relu]
            [Dense(3), Softmax]
            public sealed partial class SparseNet;
            """,
        ["ResidualNet"] = """
            using StaticNet;

            namespace Residuals;

            /// <summary>A residual block with the identity as its shortcut, one with a projection, and both ends side by side.</summary>
            [Input(20), Standardize]
            [Dense(40, bias: false), BatchNorm, Relu(Name = "stem")]
            [Dense(40, bias: false), BatchNorm, Relu]
            [Dense(40, bias: false), BatchNorm, Add("stem"), Relu(Name = "block")]
            [Dense(24), Tanh, Dense(16, Name = "main")]
            [Dense(16, bias: false, From = "block"), Add("main")]
            [Concat("block", "stem")]
            [Dense(3), Softmax]
            public sealed partial class ResidualNet;
            """,
        ["NormNet"] = """
            using StaticNet;

            namespace Norms;

            /// <summary>Normalised sample by sample, with a shortcut, and trained as Keras 2 would.</summary>
            [Input(4, 12), LayerNorm(epsilon: 1e-5)]
            [Dense(70), Gelu(Name = "features")]
            [RMSNorm, Dense(70), Add("features")]
            [GroupNorm(7, center: false), Tanh, Flatten]
            [Dense(3), Softmax]
            [Loss(LossKind.ClippedCrossEntropy, LabelSmoothing = 0.1)]
            public sealed partial class NormNet;
            """,
        ["SmallBatchNet"] = """
            using StaticNet;

            namespace Small;

            [Input(6, 20)]
            [Dense(40, bias: false), BatchNorm(VirtualBatch = 32, GammaConstraint = Constraint.NonNegative, BetaL2 = 1e-3), Relu]
            [BatchNorm(axis: 1, VirtualBatch = 16, RunningVariance = RunningVariance.Unbiased)]
            [Flatten, Dense(24, bias: false), BatchNorm(Renormalize = true, RMax = 2), Tanh]
            [Dense(8), BatchNorm(Trainable = false, MovingVariance = Initializer.Constant, MovingVarianceValue = 4)]
            [Dense(3), Softmax]
            public sealed partial class SmallBatchNet;
            """,
        ["NoiseNet"] = """
            using StaticNet;

            namespace Noise;

            /// <summary>Noise of every kind, none of which is left when predicting.</summary>
            [Input(3, 20), Standardize, GaussianNoise(0.1)]
            [Dense(40), Relu, GaussianDropout(0.2)]
            [Dense(24, Kernel = Initializer.LecunNormalPlain), Selu, AlphaDropout(0.1)]
            [Flatten, Dense(3), Softmax]
            public sealed partial class NoiseNet;
            """,
        ["FlowerNet"] = """
            using StaticNet;

            namespace Flowers;

            #pragma warning disable CS1591 // The types of this example are not documented.
            public enum Species { Setosa, Versicolor, Virginica }

            public readonly record struct Flower(float SepalLength, float SepalWidth, float PetalLength, float PetalWidth);

            /// <summary>Columns and classes by name.</summary>
            [Input<Flower>, Standardize]
            [Dense(16), Relu]
            [Dense(3), Softmax]
            [Classes<Species>]
            public sealed partial class FlowerNet;
            """,
        ["PixelNet"] = """
            using StaticNet;

            namespace Pixels;

            /// <summary>Images as they are stored.</summary>
            [Input(28, 28, Bytes = true), Rescale(1 / 255.0)]
            [Flatten, Dense(64), Relu]
            [Dense(10), Softmax]
            public sealed partial class PixelNet;
            """,
        ["ImageNet"] = """
            using StaticNet;

            namespace Images;

            [Input(8, 8, 3), Rescale(1 / 255.0), MinMax(-1, 1)]
            [BatchNorm(momentum: 0.9, Average = MovingAverage.Exponential), Gelu]
            [Flatten]
            [Dense(48), Elu(0.5)]
            [BatchNorm(scale: false, Average = MovingAverage.Cumulative, RunningVariance = RunningVariance.Unbiased)]
            [Dense(1), Sigmoid]
            [Loss(LossKind.BinaryCrossEntropy, LabelSmoothing = 0.1)]
            public sealed partial class ImageNet;
            """,
    };

    public static TheoryData<string> Names => [.. Sources.Keys];
}
