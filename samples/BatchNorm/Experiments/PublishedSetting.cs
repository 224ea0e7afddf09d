using StaticNet;

namespace BatchNormExperiments;

/// <summary>
/// One of the four published comparisons: what is changed, the accuracies that were published, and those of PyTorch, medians of three seeds.
/// </summary>
/// <param name="Title">What is changed.</param>
/// <param name="LearningRate">Step size.</param>
/// <param name="BatchSize">Samples a step.</param>
/// <param name="WeightRange">Kernels are drawn uniformly from plus and minus this; as the layers declare if 0.</param>
/// <param name="RawPixels">Whether pixels are left at 0 to 255.</param>
/// <param name="Published">The publication's accuracies.</param>
/// <param name="TorchClippedAdam">PyTorch, Adam, clipped cross-entropy.</param>
/// <param name="TorchAdam">PyTorch, Adam, cross-entropy of logits.</param>
/// <param name="TorchSgd">PyTorch, gradient descent, cross-entropy of logits.</param>
internal sealed record PublishedSetting(
    string Title,
    double LearningRate,
    int BatchSize,
    float WeightRange,
    bool RawPixels,
    Pair Published,
    Pair TorchClippedAdam,
    Pair TorchAdam,
    Pair TorchSgd)
{
    public static IReadOnlyList<PublishedSetting> All { get; } =
    [
        new("learning rate 0.01, batch 128", 0.01, 128, 0, false,
            new(0.9657, 0.9739), new(0.9703, 0.9771), new(0.9707, 0.9773), new(0.9379, 0.9653)),
        new("learning rate 1, batch 1,024", 1, 1024, 0, false,
            new(0.0892, 0.9505), new(0.0982, 0.9470), new(0.0982, 0.9474), new(0.9507, 0.9782)),
        new("weights from uniform(-5, 5)", 0.01, 128, 5, false,
            new(0.3525, 0.9660), new(0.1034, 0.9642), new(0.9386, 0.9624), new(0.0980, 0.6242)),
        new("pixels left at 0 to 255", 0.01, 128, 0, true,
            new(0.1135, 0.9766), new(0.1009, 0.9766), new(0.9486, 0.9753), new(0.0980, 0.9653)),
    ];

    /// <summary>
    /// The setting for a comparison. On few images a batch of 1,024 would make one step an epoch, so batches are a quarter as large there, and epochs more.
    /// </summary>
    public ComparisonSetting For(Images images, string optimizer, Func<double, Optimizer> create, int seeds) => new(
        $"{optimizer}: {Title}",
        LearningRate,
        images.IsMnist ? BatchSize : BatchSize / 4,
        images.IsMnist ? 10 : BatchSize > 128 ? 60 : 15,
        WeightRange > 0 ? new InitializerLayout(Initializer.Uniform, -WeightRange, WeightRange) : null,
        seeds)
    {
        CreateOptimizer = create,
        Data = RawPixels ? images.Raw : images.Scaled,
    };
}
