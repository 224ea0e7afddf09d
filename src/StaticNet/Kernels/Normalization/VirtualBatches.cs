using System.ComponentModel;

namespace StaticNet.Kernels;

/// <summary>
/// A batch cut into neighbouring samples that share statistics: as many of the given size as there are, then the rest. A rest of one sample that would
/// have a single value a channel is avoided: the last two are then split evenly, or joined where the size is 2.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct VirtualBatches
{
    private readonly int _size;
    private readonly int _lastFirst;

    /// <summary>Cuts a batch.</summary>
    /// <param name="samples">Samples of the batch, at least 1.</param>
    /// <param name="size">Samples of a virtual batch, at least 1; at least 2 if single ones are to be avoided.</param>
    /// <param name="avoidSingle">Whether no virtual batch may have one sample unless the batch has.</param>
    public VirtualBatches(int samples, int size, bool avoidSingle)
    {
        Samples = samples;
        _size = size;
        int full = samples / size;
        int rest = samples % size;
        if (full == 0)
        {
            Count = 1;
            _lastFirst = 0;
        }
        else if (rest == 0)
        {
            Count = full;
            _lastFirst = samples - size;
        }
        else if (rest > 1 || !avoidSingle)
        {
            Count = full + 1;
            _lastFirst = samples - rest;
        }
        else
        {
            bool isJoined = size == 2;
            Count = isJoined ? full : full + 1;
            _lastFirst = ((full - 1) * size) + (isJoined ? 0 : (size + 2) / 2);
        }
    }

    /// <summary>Samples of the batch.</summary>
    public int Samples { get; }

    /// <summary>Virtual batches.</summary>
    public int Count { get; }

    /// <summary>The first sample of a virtual batch; of the one after the last, the number of samples.</summary>
    public int First(int index) => index == Count ? Samples : index == Count - 1 ? _lastFirst : index * _size;
}
