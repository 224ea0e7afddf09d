namespace StaticNet;

/// <summary>
/// The parameters that an optimizer moves: all but those that layers declare untrained and those of layers that are frozen. Made anew when
/// what is frozen changes.
/// </summary>
internal sealed class UpdatedTensors
{
    private readonly (int Offset, int Length)[] _still;

    public UpdatedTensors(Network network, Optimizer optimizer)
    {
        TensorLayout[] trained = [.. network.Layout.Parameters.Where(network.Trains)];
        Kernels = [.. trained.Where(static tensor => tensor.Role == TensorRole.Kernel).Select(tensor => new TrainedKernel(tensor, optimizer))];
        Others = [.. trained.Where(static tensor => tensor.Role != TensorRole.Kernel)];
        TensorLayout[] still = [.. network.Layout.Parameters.Where(tensor => !network.Trains(tensor)).OrderBy(static tensor => tensor.Offset)];
        _still = [.. still.Select(static tensor => (tensor.Offset, tensor.Length))];
        Runs = [.. RunsBetween(_still, network.ParameterArena.Length)];
    }

    /// <summary>Matrices of weights.</summary>
    public TrainedKernel[] Kernels { get; }

    /// <summary>Biases, γ, β and slopes.</summary>
    public TensorLayout[] Others { get; }

    /// <summary>What lies between parameters that do not move.</summary>
    public (int Offset, int Length)[] Runs { get; }

    /// <summary>The kernel that a panel belongs to; null if it does not move.</summary>
    public TrainedKernel? KernelAt(nuint offset)
    {
        foreach (TrainedKernel kernel in Kernels)
        {
            if ((int)offset >= kernel.Offset && (int)offset < kernel.End)
            {
                return kernel;
            }
        }

        return null;
    }

    /// <summary>Zeroes the gradients between two places of what does not move, which a backward pass may have left there.</summary>
    public void ClearStill(Span<float> gradients, int first, int end)
    {
        foreach ((int offset, int length) in _still)
        {
            int from = Math.Max(first, offset);
            int to = Math.Min(end, offset + length);
            if (to > from)
            {
                gradients[from..to].Clear();
            }
        }
    }

    private static IEnumerable<(int Offset, int Length)> RunsBetween((int Offset, int Length)[] still, int total)
    {
        int start = 0;
        foreach ((int offset, int length) in still)
        {
            yield return (start, offset - start);
            start = offset + length;
        }

        yield return (start, total - start);
    }
}
