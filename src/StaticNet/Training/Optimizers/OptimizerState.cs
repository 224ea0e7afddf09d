using StaticNet.Kernels;

namespace StaticNet;

/// <summary>
/// An optimizer at work on one network: its rule, what every rule shares, and the number of steps made. A step of the whole network is
/// <see cref="Prepare"/>, <see cref="AddPenalty"/> before the loss, <see cref="Begin(double, int)"/> after it, the backward pass into
/// <see cref="Gradients"/>, and <see cref="Finish"/>. All of them give the bits of <see cref="Apply"/>, whoever does which part.
/// </summary>
internal sealed partial class OptimizerState
{
    private readonly Optimizer _optimizer;
    private readonly Network _network;
    private readonly UpdateRule _rule;
    private readonly GradientClipping _clipping;
    private readonly GradientSink _fused;
    private readonly GradientSink _streamed;
    private readonly GradientSink _waiting;
    private readonly Arithmetic _arithmetic;
    private readonly int _blocks;
    private UpdatedTensors _trained;
    private KernelPenalty _penalty;
    private DeclaredCare _care;
    private (TrainedKernel Kernel, int Offset, int Width)[] _constrainedPanels;
    private GradientAccumulation? _accumulation;
    private int _freezing;
    private double _learningRate;
    private double _declaredPenalty;

    public OptimizerState(Optimizer optimizer, Network network)
    {
        _optimizer = optimizer;
        _network = network;
        _rule = optimizer.CreateRule(network);
        _arithmetic = network.Layout.Arithmetic;
        _clipping = new GradientClipping(optimizer, network);
        _blocks = ArenaBlocks.Count(network.ParameterArena.Length);
        _fused = new PanelUpdate(this, PanelTreatment.Fused);
        _streamed = new PanelUpdate(this, PanelTreatment.Streamed);
        _waiting = new PanelUpdate(this, PanelTreatment.Waiting);
        _freezing = network.Freezing;
        _trained = new UpdatedTensors(network, optimizer);
        _penalty = new KernelPenalty(network, _trained);
        _care = new DeclaredCare(network, _trained);
        _constrainedPanels = ConstrainedPanels();
    }

    /// <summary>Steps made.</summary>
    public long Steps { get; set; }

    /// <summary>Whether someone looks at the gradients after a step; otherwise those of kernels need not be written.</summary>
    public bool KeepsGradients { get; set; }

    /// <summary>Batches whose gradients make a step, 1 or more. What is pending is dropped when it is set.</summary>
    public int AccumulatedBatches
    {
        get => _accumulation?.Batches ?? 1;
        set
        {
            if (value != AccumulatedBatches)
            {
                _accumulation = value > 1 ? new GradientAccumulation(_network, value) : null;
            }

            _accumulation?.Drop();
        }
    }

    /// <summary>Whether there are gradients that no step has used yet.</summary>
    public bool IsPending => _accumulation is { IsPending: true };

    /// <summary>Whether the batch begun last moves the weights; otherwise its gradients wait for others.</summary>
    public bool Moves { get; private set; } = true;

    /// <summary>What the rule remembers of earlier steps, by name, laid out as the parameters are.</summary>
    public IEnumerable<(string Name, Arena Values)> Memory => _rule.Memory;

    /// <summary>
    /// Where the backward pass of a step takes the gradients of kernels. Clipping by norms and accumulation need all of them before the first
    /// weight moves; else each weight is moved while its gradient is in cache, and out of the registers where nothing else needs the gradient.
    /// </summary>
    public GradientSink Gradients =>
        Waits ? _waiting
        : KeepsGradients || _penalty.IsPresent || _optimizer.WeightDecay > 0 || _clipping.ClipsValues ? _streamed
        : _fused;

    private bool Waits => _clipping.NeedsAll || _accumulation is not null;

    /// <summary>Takes notice of layers that were frozen or unfrozen, before a step.</summary>
    public void Prepare()
    {
        if (_freezing == _network.Freezing)
        {
            return;
        }

        _freezing = _network.Freezing;
        _trained = new UpdatedTensors(_network, _optimizer);
        _penalty = new KernelPenalty(_network, _trained);
        _care = new DeclaredCare(_network, _trained);
        _constrainedPanels = ConstrainedPanels();
        _trained.ClearStill(_network.GradientArena.Span, 0, _network.GradientArena.Length);
    }

    /// <summary>What the penalties of all that is trained add to the loss.</summary>
    public double Penalty()
    {
        Prepare();
        AddPenalty(default);
        return PenaltyTotal();
    }

    /// <summary>One worker's share of <see cref="PenaltyTotal"/>, which any may ask for when all have met.</summary>
    public void AddPenalty(Worker worker)
    {
        _penalty.Add(worker);
        if (worker.IsFirst)
        {
            _declaredPenalty = _care.Penalty();
        }
    }

    /// <summary>What L1, L2 and the penalties that layers declare add to the loss.</summary>
    public double PenaltyTotal() => _penalty.Total() + _declaredPenalty;

    /// <summary>Moves the network's parameters by its gradients, which regularisation and clipping change on the way.</summary>
    /// <param name="learningRate">Step size of this step.</param>
    public void Apply(double learningRate)
    {
        Prepare();
        Begin(learningRate);
        ApplyAll(default);
    }

    /// <summary>Begins a batch, for all workers.</summary>
    /// <param name="learningRate">Step size, if this batch moves the weights.</param>
    /// <param name="rows">Rows of the batch.</param>
    public void Begin(double learningRate, int rows)
    {
        Moves = _accumulation?.Begin(rows) ?? true;
        if (Moves)
        {
            Begin(learningRate);
        }
    }

    /// <summary>One worker's share of what is left when all have met after the backward pass into <see cref="Gradients"/>.</summary>
    public void Finish(Worker worker)
    {
        if (_accumulation is not null)
        {
            (int first, int end) = ShareOf(worker);
            _accumulation.Add(first, end);
            if (Moves)
            {
                _accumulation.Take(first, end);
                ApplyAll(worker);
                worker.Meet();
                if (worker.IsFirst)
                {
                    _accumulation.Complete();
                }
            }
        }
        else if (Waits)
        {
            ApplyAll(worker);
        }
        else if (worker.IsFirst)
        {
            ApplyOthers();
        }
    }

    /// <summary>Makes a step of the gradients that are pending.</summary>
    /// <param name="learningRate">Step size of this step.</param>
    public void Flush(double learningRate)
    {
        Prepare();
        Begin(learningRate);
        _accumulation!.Take(0, _network.ParameterArena.Length);
        ApplyAll(default);
        _accumulation.Complete();
    }

    private void Begin(double learningRate)
    {
        _learningRate = learningRate;
        Steps++;
        _rule.Begin(learningRate, Steps);
    }

    /// <summary>The parameters that fall to a worker: a run of whole blocks, which are as long whoever they fall to.</summary>
    private (int First, int End) ShareOf(Worker worker) => (
        worker.First(_blocks) * ArenaBlocks.Length, Math.Min(worker.End(_blocks) * ArenaBlocks.Length, _network.ParameterArena.Length));

    private void ApplyAll(Worker worker)
    {
        (int first, int end) = ShareOf(worker);
        _trained.ClearStill(_network.GradientArena.Span, first, end);
        _penalty.AddGradients(first, end);
        _care.AddGradients(first, end);
        _clipping.Clip(worker, first, end);
        Decay(first, end);
        foreach ((int offset, int length) in _trained.Runs)
        {
            int from = Math.Max(first, offset);
            int count = Math.Min(end, offset + length) - from;
            if (count > 0)
            {
                _rule.Apply(_network.ParameterArena, _network.GradientArena, (nuint)from, count, _arithmetic);
            }
        }

        Constrain(worker);
    }

    /// <summary>Biases, γ, β and slopes, after a backward pass that has moved the kernels.</summary>
    private void ApplyOthers()
    {
        if (KeepsGradients)
        {
            _trained.ClearStill(_network.GradientArena.Span, 0, _network.GradientArena.Length);
        }

        foreach (TensorLayout tensor in _trained.Others)
        {
            _care.AddGradients(tensor.Offset, tensor.Offset + tensor.Length);
            ApplyPart(tensor.Offset, tensor.Length, _optimizer.DecayAll);
        }

        _care.Constrain();
    }

    private void Constrain(Worker worker)
    {
        if (_constrainedPanels.Length == 0 && !_care.Constrains)
        {
            return;
        }

        worker.Meet();
        for (int panel = worker.First(_constrainedPanels.Length); panel < worker.End(_constrainedPanels.Length); panel++)
        {
            (TrainedKernel kernel, int offset, int width) = _constrainedPanels[panel];
            KernelConstraint.Apply(ref _network.ParameterArena.At((nuint)offset), kernel.Rows, width, kernel.Constraint);
        }

        if (worker.IsFirst)
        {
            _care.Constrain();
        }
    }

    private (TrainedKernel Kernel, int Offset, int Width)[] ConstrainedPanels() =>
    [
        .. from kernel in _trained.Kernels
           where kernel.IsConstrained
           from panel in kernel.Panels()
           select (kernel, panel.Offset, panel.Width),
    ];

    private void Decay(int first, int end)
    {
        if (_optimizer.WeightDecay > 0)
        {
            (Arena target, double factor) = DecayTarget;
            if (_optimizer.DecayAll)
            {
                foreach ((int offset, int length) in _trained.Runs)
                {
                    int from = Math.Max(first, offset);
                    AddParameters(target, factor, from, Math.Min(end, offset + length) - from);
                }

                return;
            }

            foreach (TrainedKernel kernel in _trained.Kernels)
            {
                int from = Math.Max(first, kernel.Offset);
                AddParameters(target, factor, from, Math.Min(end, kernel.End) - from);
            }
        }
    }

    private (Arena Target, double Factor) DecayTarget => _optimizer.DecayIsDecoupled
        ? (_network.ParameterArena, -_learningRate * _optimizer.WeightDecay)
        : (_network.GradientArena, _optimizer.WeightDecay);

    private void AddParameters(Arena target, double factor, int offset, int count)
    {
        if (count > 0)
        {
            ParameterUpdate.AddScaled(
                ref target.At((nuint)offset), ref _network.ParameterArena.At((nuint)offset), count, (float)factor, _arithmetic);
        }
    }

    /// <summary>Parameters of one kind, without clipping by norms.</summary>
    private void ApplyPart(int offset, int count, bool decays)
    {
        _clipping.ClipValues(offset, count);
        if (_optimizer.WeightDecay > 0 && decays)
        {
            (Arena target, double factor) = DecayTarget;
            AddParameters(target, factor, offset, count);
        }

        _rule.Apply(_network.ParameterArena, _network.GradientArena, (nuint)offset, count, _arithmetic);
    }
}
