using StaticNet.Kernels;

namespace StaticNet;

/// <summary>
/// An optimizer at work on one network: its rule, what every rule shares, and the number of steps made. A step of the whole network is
/// <see cref="AddPenalty"/> before the loss, <see cref="Begin"/> after it, the backward pass into <see cref="Gradients"/>, and
/// <see cref="Finish"/>. All of them give the bits of <see cref="Apply"/>, whoever does which part.
/// </summary>
internal sealed class OptimizerState
{
    /// <summary>Floats that are summed by themselves: sums of blocks are added in their order, whoever made them.</summary>
    private const int BlockLength = 4096;

    private readonly Optimizer _optimizer;
    private readonly Network _network;
    private readonly UpdateRule _rule;
    private readonly TensorLayout[] _kernels;
    private readonly TensorLayout[] _others;
    private readonly (int Offset, int Length)[] _trainedRuns;
    private readonly DeclaredCare _care;
    private readonly (int Offset, int Length)[] _kernelBlocks;
    private readonly double[] _kernelSums;
    private readonly double[] _gradientSums;
    private readonly GradientSink _fused;
    private readonly GradientSink _streamed;
    private readonly Arithmetic _arithmetic;
    private double _learningRate;
    private double _declaredPenalty;

    public OptimizerState(Optimizer optimizer, Network network)
    {
        _optimizer = optimizer;
        _network = network;
        _rule = optimizer.CreateRule(network);
        _arithmetic = network.Layout.Arithmetic;
        _kernels = [.. network.Layout.Parameters.Where(static tensor => tensor.Role == TensorRole.Kernel)];
        _others = [.. network.Layout.Parameters.Where(static tensor => tensor.Role != TensorRole.Kernel && tensor.IsTrained)];
        _trainedRuns = [.. TrainedRuns(network)];
        _care = new DeclaredCare(network);
        _kernelBlocks = [.. _kernels.SelectMany(static kernel => Blocks(kernel.Offset, kernel.Length))];
        _kernelSums = new double[_kernelBlocks.Length];
        _gradientSums = new double[Blocks(0, network.ParameterArena.Length).Count()];
        _fused = new FusedUpdate(this);
        _streamed = new StreamedUpdate(this);
    }

    /// <summary>Steps made.</summary>
    public long Steps { get; set; }

    /// <summary>Whether someone looks at the gradients after a step; otherwise those of kernels need not be written.</summary>
    public bool KeepsGradients { get; init; }

    /// <summary>What the rule remembers of earlier steps, by name, laid out as the parameters are.</summary>
    public IEnumerable<(string Name, Arena Values)> Memory => _rule.Memory;

    /// <summary>
    /// Where the backward pass of a step takes the gradients of kernels. Clipping needs all of them before the first weight moves; else each
    /// weight is moved while its gradient is in cache, and out of the registers where nothing else needs the gradient.
    /// </summary>
    public GradientSink Gradients =>
        Clips ? _network.KeptGradients
        : KeepsGradients || _optimizer.L2 > 0 || _optimizer.WeightDecay > 0 ? _streamed
        : _fused;

    private bool Clips => double.IsFinite(_optimizer.ClipNorm);

    /// <summary>What L2, λ·Σw² over all kernels, and the penalties that layers declare add to the loss.</summary>
    public double Penalty()
    {
        AddPenalty(default);
        return PenaltyTotal();
    }

    /// <summary>One worker's share of <see cref="PenaltyTotal"/>, which any may ask for when all have met.</summary>
    public void AddPenalty(Worker worker)
    {
        if (_optimizer.L2 > 0)
        {
            for (int block = worker.First(_kernelBlocks.Length); block < worker.End(_kernelBlocks.Length); block++)
            {
                (int offset, int length) = _kernelBlocks[block];
                _kernelSums[block] = Norms.SumOfSquares(ref _network.ParameterArena.At((nuint)offset), length);
            }
        }

        if (worker.IsFirst)
        {
            _declaredPenalty = _care.Penalty();
        }
    }

    /// <summary>What L2 and the penalties that layers declare add to the loss.</summary>
    public double PenaltyTotal() => (_optimizer.L2 * PartialSums.Total(_kernelSums)) + _declaredPenalty;

    /// <summary>Moves the network's parameters by its gradients, which regularisation and clipping change on the way.</summary>
    /// <param name="learningRate">Step size of this step.</param>
    public void Apply(double learningRate)
    {
        Begin(learningRate);
        ApplyAll(default);
    }

    /// <summary>Begins a step, for all workers.</summary>
    /// <param name="learningRate">Step size of this step.</param>
    public void Begin(double learningRate)
    {
        _learningRate = learningRate;
        Steps++;
        _rule.Begin(learningRate, Steps);
    }

    /// <summary>One worker's share of what is left when all have met after the backward pass into <see cref="Gradients"/>.</summary>
    public void Finish(Worker worker)
    {
        if (Clips)
        {
            ApplyAll(worker);
        }
        else if (worker.IsFirst)
        {
            foreach (TensorLayout tensor in _others)
            {
                _care.AddGradients(tensor.Offset, tensor.Offset + tensor.Length);
                ApplyPart(tensor.Offset, tensor.Length, _optimizer.DecayAll);
            }

            _care.Constrain();
        }
    }

    /// <summary>All parameters that fall to a worker: runs of whole blocks, which are as long whoever they fall to.</summary>
    private void ApplyAll(Worker worker)
    {
        int first = worker.First(_gradientSums.Length) * BlockLength;
        int end = Math.Min(worker.End(_gradientSums.Length) * BlockLength, _network.ParameterArena.Length);
        AddL2(first, end);
        _care.AddGradients(first, end);
        Clip(worker, first, end);
        Decay(first, end);
        foreach ((int offset, int length) in _trainedRuns)
        {
            int from = Math.Max(first, offset);
            int count = Math.Min(end, offset + length) - from;
            if (count > 0)
            {
                _rule.Apply(_network.ParameterArena, _network.GradientArena, (nuint)from, count, _arithmetic);
            }
        }

        if (_care.Constrains)
        {
            worker.Meet();
            if (worker.IsFirst)
            {
                _care.Constrain();
            }
        }
    }

    private void Clip(Worker worker, int first, int end)
    {
        if (!Clips)
        {
            return;
        }

        Arena gradients = _network.GradientArena;
        for (int offset = first; offset < end; offset += BlockLength)
        {
            _gradientSums[offset / BlockLength] = Norms.SumOfSquares(ref gradients.At((nuint)offset), Math.Min(BlockLength, end - offset));
        }

        worker.Meet();
        double norm = Math.Sqrt(PartialSums.Total(_gradientSums));
        if (norm > _optimizer.ClipNorm && end > first)
        {
            ParameterUpdate.Scale(ref gradients.At((nuint)first), end - first, (float)(_optimizer.ClipNorm / norm));
        }
    }

    private void AddL2(int first, int end)
    {
        if (_optimizer.L2 > 0)
        {
            AddToKernels(_network.GradientArena, 2 * _optimizer.L2, first, end);
        }
    }

    private void Decay(int first, int end)
    {
        if (_optimizer.WeightDecay > 0)
        {
            (Arena target, double factor) = DecayTarget;
            if (_optimizer.DecayAll)
            {
                foreach ((int offset, int length) in _trainedRuns)
                {
                    int from = Math.Max(first, offset);
                    AddParameters(target, factor, from, Math.Min(end, offset + length) - from);
                }
            }
            else
            {
                AddToKernels(target, factor, first, end);
            }
        }
    }

    private (Arena Target, double Factor) DecayTarget => _optimizer.DecayIsDecoupled
        ? (_network.ParameterArena, -_learningRate * _optimizer.WeightDecay)
        : (_network.GradientArena, _optimizer.WeightDecay);

    private void AddToKernels(Arena target, double factor, int first, int end)
    {
        foreach (TensorLayout kernel in _kernels)
        {
            int from = Math.Max(first, kernel.Offset);
            AddParameters(target, factor, from, Math.Min(end, kernel.Offset + kernel.Length) - from);
        }
    }

    private void AddParameters(Arena target, double factor, int offset, int count)
    {
        if (count > 0)
        {
            ParameterUpdate.AddScaled(
                ref target.At((nuint)offset), ref _network.ParameterArena.At((nuint)offset), count, (float)factor, _arithmetic);
        }
    }

    /// <summary>Parameters of one kind, without clipping.</summary>
    private void ApplyPart(int offset, int count, bool decays)
    {
        if (_optimizer.WeightDecay > 0 && decays)
        {
            (Arena target, double factor) = DecayTarget;
            AddParameters(target, factor, offset, count);
        }

        _rule.Apply(_network.ParameterArena, _network.GradientArena, (nuint)offset, count, _arithmetic);
    }

    /// <summary>What lies between parameters that are not trained.</summary>
    private static IEnumerable<(int Offset, int Length)> TrainedRuns(Network network)
    {
        int start = 0;
        foreach (TensorLayout tensor in network.Layout.Parameters.Where(static tensor => !tensor.IsTrained).OrderBy(static tensor => tensor.Offset))
        {
            yield return (start, tensor.Offset - start);
            start = tensor.Offset + tensor.Length;
        }

        yield return (start, network.ParameterArena.Length - start);
    }

    private static IEnumerable<(int Offset, int Length)> Blocks(int offset, int length)
    {
        for (int start = 0; start < length; start += BlockLength)
        {
            yield return (offset + start, Math.Min(BlockLength, length - start));
        }
    }

    /// <summary>Writes the gradient of a panel and applies it while it is in cache.</summary>
    private sealed class StreamedUpdate(OptimizerState state) : GradientSink
    {
        public override void Kernel(
                in MatrixView x,
            ref readonly float dy,
            nuint offset,
            int rows,
            int inputs,
            int width,
            int columns,
            Arithmetic arithmetic = Arithmetic.Fastest)
        {
            state._network.KeptGradients.Kernel(in x, in dy, offset, rows, inputs, width, columns, arithmetic);
            int count = inputs * width;
            state.AddL2((int)offset, (int)offset + count);
            state.ApplyPart((int)offset, count, decays: true);
        }
    }

    /// <summary>Applies the gradient of a panel without writing it.</summary>
    private sealed class FusedUpdate(OptimizerState state) : GradientSink
    {
        public override void Kernel(
            in MatrixView x,
            ref readonly float dy,
            nuint offset,
            int rows,
            int inputs,
            int width,
            int columns,
            Arithmetic arithmetic = Arithmetic.Fastest) =>
            state._rule.ApplyProduct(in x, in dy, state._network.ParameterArena, offset, rows, inputs, width, columns, arithmetic);
    }
}
