namespace StaticNet;

/// <summary>
/// Reads IDX files (http://yann.lecun.com/exdb/mnist), the format of MNIST and its kin. A file compressed by gzip is recognised by its
/// content, whatever its name.
/// </summary>
public static class IdxFile
{
    /// <summary>Reads a file of images: unsigned bytes of three dimensions, count, rows and columns.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is none of images, is damaged, or is too short or too long.</exception>
    public static IdxImages ReadImages(string path)
    {
        (int[] lengths, byte[] pixels) = IdxContent.Read(path, dimensions: 3);
        return new IdxImages(lengths[0], lengths[1], lengths[2], pixels);
    }

    /// <summary>Reads a file of labels: unsigned bytes of one dimension.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is none of labels, is damaged, or is too short or too long.</exception>
    public static byte[] ReadLabels(string path) => IdxContent.Read(path, dimensions: 1).Data;

    /// <summary>Reads a file of images and the file of their labels. The features of a row are the pixels of an image, 0 to 255.</summary>
    /// <param name="imagesPath">The file of images.</param>
    /// <param name="labelsPath">The file of labels, as many as images.</param>
    /// <param name="classCount">Number of classes: each label lies in <c>[0, classCount)</c>.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">
    /// A file is damaged or of another kind, the numbers of images and labels differ, or a label is out of range.
    /// </exception>
    public static MemoryDataSet ReadDataSet(string imagesPath, string labelsPath, int classCount) =>
        ToDataSet(ReadImages(imagesPath), imagesPath, labelsPath, classCount);

    internal static MemoryDataSet ToDataSet(IdxImages images, string imagesPath, string labelsPath, int classCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        byte[] labels = ReadLabels(labelsPath);
        if (labels.Length != images.Count)
        {
            throw new InvalidDataException(
                $"'{labelsPath}': expected {images.Count} labels, as many as there are images in '{imagesPath}', found {labels.Length}.");
        }

        int row = Array.FindIndex(labels, label => label >= classCount);
        if (row >= 0)
        {
            throw new InvalidDataException(
                $"'{labelsPath}', row {row}: expected a label from 0 to {classCount - 1}, found {labels[row]}.");
        }

        var features = new float[images.Pixels.Length];
        for (int i = 0; i < features.Length; i++)
        {
            features[i] = images.Pixels[i];
        }

        return DataSet.FromArrays(features, images.Rows * images.Columns, Array.ConvertAll(labels, label => (int)label), classCount);
    }
}
