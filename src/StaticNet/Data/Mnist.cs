namespace StaticNet;

/// <summary>
/// The MNIST handwritten digits (LeCun, Cortes, Burges, http://yann.lecun.com/exdb/mnist), or a set in the same form: images of 28 x 28
/// pixels in ten classes. A row has 784 features, the pixels from 0 (paper) to 255 (ink); scaling them is a layer's work.
/// </summary>
/// <param name="Train">The first four fifths of the training file: 48,000 rows.</param>
/// <param name="Validation">The rest of the training file: 12,000 rows.</param>
/// <param name="Test">The test file: 10,000 rows.</param>
public sealed record Mnist(MemoryDataSet Train, MemoryDataSet Validation, MemoryDataSet Test)
{
    private const int ClassCount = 10;
    private const int Side = 28;

    /// <summary>
    /// Loads the four files <c>train-images-idx3-ubyte</c>, <c>train-labels-idx1-ubyte</c>, <c>t10k-images-idx3-ubyte</c> and
    /// <c>t10k-labels-idx1-ubyte</c>. Each may be compressed by gzip, have <c>.gz</c> at the end of its name, and be named with a dot
    /// (<c>train-images.idx3-ubyte</c>).
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">
    /// A file is damaged or of another kind, or a label is above 9; the message says where.
    /// </exception>
    public static Mnist Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no folder '{folder}' (looked for '{Path.GetFullPath(folder)}').");
        }

        string trainImages = Find(folder, "train-images", "idx3-ubyte");
        string trainLabels = Find(folder, "train-labels", "idx1-ubyte");
        string testImages = Find(folder, "t10k-images", "idx3-ubyte");
        string testLabels = Find(folder, "t10k-labels", "idx1-ubyte");
        MemoryDataSet training = Read(trainImages, trainLabels);
        int train = (int)(training.Count * 4L / 5);
        return new Mnist(training.Slice(0, train), training.Slice(train, training.Count - train), Read(testImages, testLabels));
    }

    private static string Find(string folder, string name, string kind)
    {
        string[] names = [$"{name}-{kind}", $"{name}-{kind}.gz", $"{name}.{kind}", $"{name}.{kind}.gz"];
        return names.Select(candidate => Path.Combine(folder, candidate)).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException(
                $"The folder '{folder}' has no file '{string.Join("' or '", names)}'. " +
                "MNIST is four files: images and labels to train (train-...) and to test (t10k-...).",
                Path.Combine(folder, names[0]));
    }

    private static MemoryDataSet Read(string imagesPath, string labelsPath)
    {
        IdxImages images = IdxFile.ReadImages(imagesPath);
        return images.Rows == Side && images.Columns == Side
            ? IdxFile.ToDataSet(images, imagesPath, labelsPath, ClassCount)
            : throw new InvalidDataException(
                $"'{imagesPath}': expected images of {Side} x {Side} pixels, found {images.Rows} x {images.Columns}.");
    }
}
