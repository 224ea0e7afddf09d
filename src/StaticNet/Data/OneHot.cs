namespace StaticNet;

/// <summary>One-hot coding of classes: 1 at the class, 0 elsewhere.</summary>
public static class OneHot
{
    /// <summary>Writes the one-hot rows of labels.</summary>
    /// <param name="labels">Labels, each in <c>[0, classCount)</c>.</param>
    /// <param name="classCount">Number of classes, at least 1.</param>
    /// <param name="destination">Overwritten, row-major <c>[labels, classCount]</c>; exactly that long.</param>
    /// <exception cref="ArgumentException">A label is out of range, or the destination has another length.</exception>
    public static void Encode(ReadOnlySpan<int> labels, int classCount, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        if (destination.Length != (long)labels.Length * classCount)
        {
            throw new ArgumentException(
                $"Expected a length of {(long)labels.Length * classCount} ({labels.Length} labels, {classCount} classes), " +
                $"found {destination.Length}.",
                nameof(destination));
        }

        destination.Clear();
        for (int row = 0; row < labels.Length; row++)
        {
            if ((uint)labels[row] >= (uint)classCount)
            {
                throw new ArgumentException(
                    $"Row {row}: expected a label from 0 to {classCount - 1}, found {labels[row]}.", nameof(labels));
            }

            destination[(row * classCount) + labels[row]] = 1;
        }
    }
}
