using StaticNet.Kernels;

namespace StaticNet;

/// <summary>Clips the gradients of a step: by value, then by the norm of each tensor, then by the norm of all of them together.</summary>
internal sealed class GradientClipping
{
    private readonly Optimizer _optimizer;
    private readonly Arena _gradients;
    private readonly Part[] _parts;
    private readonly int[] _firstParts;
    private readonly double[] _partSums;
    private readonly int[] _tensorParts;
    private readonly double[] _blockSums;

    public GradientClipping(Optimizer optimizer, Network network)
    {
        _optimizer = optimizer;
        _gradients = network.GradientArena;
        int blocks = ArenaBlocks.Count(_gradients.Length);
        _blockSums = new double[blocks];

        // Blocks end wherever a tensor does too, so that no part is of two tensors.
        TensorLayout[] tensors = [.. network.Layout.Parameters.OrderBy(static tensor => tensor.Offset)];
        var parts = new List<Part>();
        _tensorParts = new int[tensors.Length + 1];
        for (int i = 0; i < tensors.Length; i++)
        {
            int end = tensors[i].Offset + tensors[i].Length;
            for (int offset = tensors[i].Offset; offset < end;)
            {
                int next = Math.Min(end, ((offset / ArenaBlocks.Length) + 1) * ArenaBlocks.Length);
                parts.Add(new Part(i, offset, next - offset));
                offset = next;
            }

            _tensorParts[i + 1] = parts.Count;
        }

        _parts = [.. parts];
        _partSums = new double[_parts.Length];
        _firstParts = new int[blocks + 1];
        for (int i = 0; i < _parts.Length; i++)
        {
            // Every block has a part, since the arena has no gaps.
            _firstParts[(_parts[i].Offset / ArenaBlocks.Length) + 1] = i + 1;
        }
    }

    /// <summary>Whether no weight may move before all gradients are there.</summary>
    public bool NeedsAll => ClipsTensors || ClipsAll;

    /// <summary>Whether each gradient is clipped by itself.</summary>
    public bool ClipsValues => double.IsFinite(_optimizer.ClipValue);

    private bool ClipsTensors => double.IsFinite(_optimizer.ClipTensorNorm);

    private bool ClipsAll => double.IsFinite(_optimizer.ClipNorm);

    /// <summary>Clips each of so many gradients by itself.</summary>
    public void ClipValues(int offset, int count)
    {
        if (ClipsValues && count > 0)
        {
            ParameterUpdate.Clip(ref _gradients.At((nuint)offset), count, (float)_optimizer.ClipValue);
        }
    }

    /// <summary>Clips the gradients of one worker's blocks, all workers doing so together.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="first">The worker's first gradient.</param>
    /// <param name="end">The one after its last.</param>
    public void Clip(Worker worker, int first, int end)
    {
        ClipValues(first, end - first);
        if (ClipsTensors)
        {
            ClipTensors(worker);
        }

        if (ClipsAll)
        {
            ClipAll(worker, first, end);
        }
    }

    private void ClipTensors(Worker worker)
    {
        int firstPart = _firstParts[worker.First(_blockSums.Length)];
        int endPart = _firstParts[worker.End(_blockSums.Length)];
        for (int part = firstPart; part < endPart; part++)
        {
            _partSums[part] = Norms.SumOfSquares(ref _gradients.At((nuint)_parts[part].Offset), _parts[part].Length);
        }

        worker.Meet();
        int tensor = -1;
        float factor = 1;
        for (int part = firstPart; part < endPart; part++)
        {
            if (_parts[part].Tensor != tensor)
            {
                tensor = _parts[part].Tensor;
                factor = TensorFactor(tensor);
            }

            if (factor != 1)
            {
                ParameterUpdate.Scale(ref _gradients.At((nuint)_parts[part].Offset), _parts[part].Length, factor);
            }
        }
    }

    private float TensorFactor(int tensor)
    {
        double squares = PartialSums.Total(_partSums.AsSpan(_tensorParts[tensor], _tensorParts[tensor + 1] - _tensorParts[tensor]));
        double norm = Math.Sqrt(squares);
        return norm > _optimizer.ClipTensorNorm ? (float)(_optimizer.ClipTensorNorm / norm) : 1;
    }

    private void ClipAll(Worker worker, int first, int end)
    {
        for (int offset = first; offset < end; offset += ArenaBlocks.Length)
        {
            int count = Math.Min(ArenaBlocks.Length, end - offset);
            _blockSums[offset / ArenaBlocks.Length] = Norms.SumOfSquares(ref _gradients.At((nuint)offset), count);
        }

        worker.Meet();
        double norm = Math.Sqrt(PartialSums.Total(_blockSums));
        if (norm > _optimizer.ClipNorm && end > first)
        {
            ParameterUpdate.Scale(ref _gradients.At((nuint)first), end - first, (float)(_optimizer.ClipNorm / norm));
        }
    }

    /// <summary>Gradients of one tensor within one block.</summary>
    private readonly record struct Part(int Tensor, int Offset, int Length);
}
