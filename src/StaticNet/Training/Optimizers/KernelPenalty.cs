using StaticNet.Kernels;

namespace StaticNet;

/// <summary>The penalties λ₁·Σ|w| and λ₂·Σw² of kernels, which are part of the loss, and their gradients λ₁·sign(w) and 2λ₂w.</summary>
internal sealed class KernelPenalty
{
    private readonly Network _network;
    private readonly TrainedKernel[] _kernels;
    private readonly (TrainedKernel Kernel, int Offset, int Length)[] _blocks;
    private readonly double[] _sums;

    public KernelPenalty(Network network, UpdatedTensors trained)
    {
        _network = network;
        _kernels = [.. trained.Kernels.Where(static kernel => kernel.IsPenalized)];
        _blocks =
        [
            .. from kernel in _kernels
               from block in ArenaBlocks.Between(kernel.Offset, kernel.End)
               select (kernel, block.Offset, block.Length),
        ];
        _sums = new double[_blocks.Length];
    }

    /// <summary>Whether any kernel has a penalty.</summary>
    public bool IsPresent => _kernels.Length > 0;

    /// <summary>One worker's share of <see cref="Total"/>.</summary>
    public void Add(Worker worker)
    {
        for (int block = worker.First(_blocks.Length); block < worker.End(_blocks.Length); block++)
        {
            (TrainedKernel kernel, int offset, int length) = _blocks[block];
            ref float weights = ref _network.ParameterArena.At((nuint)offset);
            double sum = 0;
            if (kernel.L1 > 0)
            {
                sum += kernel.L1 * Norms.SumOfMagnitudes(ref weights, length);
            }

            if (kernel.L2 > 0)
            {
                sum += kernel.L2 * Norms.SumOfSquares(ref weights, length);
            }

            _sums[block] = sum;
        }
    }

    /// <summary>What the penalties add to the loss, once all workers have met.</summary>
    public double Total() => PartialSums.Total(_sums);

    /// <summary>Adds the penalties' gradients to those between two places of the arena.</summary>
    public void AddGradients(int first, int end)
    {
        foreach (TrainedKernel kernel in _kernels)
        {
            int from = Math.Max(first, kernel.Offset);
            int count = Math.Min(end, kernel.End) - from;
            if (count <= 0)
            {
                continue;
            }

            ref float gradients = ref _network.GradientArena.At((nuint)from);
            ref float weights = ref _network.ParameterArena.At((nuint)from);
            if (kernel.L2 > 0)
            {
                ParameterUpdate.AddScaled(ref gradients, ref weights, count, (float)(2 * kernel.L2), _network.Layout.Arithmetic);
            }

            if (kernel.L1 > 0)
            {
                ParameterUpdate.AddSigns(ref gradients, ref weights, count, (float)kernel.L1);
            }
        }
    }
}
