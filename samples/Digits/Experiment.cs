using StaticNet;

namespace Digits;

/// <summary>The same architecture with and without BatchNorm, on one set of images.</summary>
/// <param name="Data">What the images are.</param>
/// <param name="Split">The images of a seed.</param>
/// <param name="Networks">The architectures.</param>
internal sealed record Experiment(string Data, Func<ulong, DataSplit> Split, IReadOnlyList<Architecture> Networks)
{
    /// <summary>The 1797 digits that the sample carries.</summary>
    public static Experiment SmallDigits()
    {
        MemoryDataSet digits = SmallDigitImages.Load();
        return new Experiment(
            "1797 handwritten digits, 8 x 8",
            seed => digits.Split(train: 0.64, validation: 0.16, test: 0.2, seed),
            [
                new Architecture("With BatchNorm", true, seed => new SmallDigitNet(seed)),
                new Architecture("Without BatchNorm", false, seed => new SmallDigitNetWithoutBatchNorm(seed)),
            ]);
    }

    /// <summary>The MNIST files of <paramref name="folder"/>: 48,000 rows to train, 12,000 to validate, 10,000 to test, whatever the seed.</summary>
    public static Experiment FullMnist(string folder)
    {
        var mnist = Mnist.Load(folder);
        var split = new DataSplit(mnist.Train, mnist.Validation, mnist.Test);
        return new Experiment(
            "MNIST, 28 x 28",
            _ => split,
            [
                new Architecture("With BatchNorm", true, seed => new DigitNet(seed)),
                new Architecture("Without BatchNorm", false, seed => new DigitNetWithoutBatchNorm(seed)),
            ]);
    }
}
