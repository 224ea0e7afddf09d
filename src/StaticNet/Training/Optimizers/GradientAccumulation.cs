using StaticNet.Kernels;

namespace StaticNet;

/// <summary>
/// Sums the gradients of several batches, each weighed by its rows, so that their mean is the gradient of one large batch of all the rows.
/// </summary>
internal sealed class GradientAccumulation(Network network, int batches)
{
    private readonly Arena _sums = new(network.ParameterArena.Length);
    private int _batches;
    private long _rows;
    private int _rowsOfBatch;

    /// <summary>Batches whose gradients make a step.</summary>
    public int Batches => batches;

    /// <summary>Whether there are gradients that no step has used yet.</summary>
    public bool IsPending => _batches > 0;

    /// <summary>Begins a batch of so many rows, for all workers; says whether it completes a step.</summary>
    public bool Begin(int rows)
    {
        _rowsOfBatch = rows;
        _rows += rows;
        _batches++;
        return _batches == batches;
    }

    /// <summary>Adds the batch's gradients between two places.</summary>
    public void Add(int first, int end)
    {
        if (end > first)
        {
            ParameterUpdate.AddScaled(
                ref _sums.At((nuint)first), ref network.GradientArena.At((nuint)first), end - first, _rowsOfBatch, network.Layout.Arithmetic);
        }
    }

    /// <summary>Puts the mean between two places where the gradients are, and begins new sums there.</summary>
    public void Take(int first, int end)
    {
        if (end > first)
        {
            Span<float> sums = _sums.Span[first..end];
            sums.CopyTo(network.GradientArena.Span[first..end]);
            sums.Clear();
            ParameterUpdate.Scale(ref network.GradientArena.At((nuint)first), end - first, (float)(1.0 / _rows));
        }
    }

    /// <summary>Forgets how many rows there were, once all workers have taken the mean.</summary>
    public void Complete()
    {
        _batches = 0;
        _rows = 0;
    }

    /// <summary>Drops what no step has used.</summary>
    public void Drop()
    {
        _sums.Span.Clear();
        Complete();
    }
}
