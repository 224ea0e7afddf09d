using StaticNet.Kernels;

namespace StaticNet;

/// <summary>An optimizer at work on one network: its rule, what every rule shares, and the number of steps made.</summary>
internal sealed class OptimizerState
{
    private readonly Optimizer _optimizer;
    private readonly Network _network;
    private readonly UpdateRule _rule;
    private readonly TensorLayout[] _kernels;

    public OptimizerState(Optimizer optimizer, Network network)
    {
        _optimizer = optimizer;
        _network = network;
        _rule = optimizer.CreateRule(network);
        _kernels = [.. network.Layout.Parameters.Where(static tensor => tensor.Role == TensorRole.Kernel)];
    }

    /// <summary>Steps made.</summary>
    public long Steps { get; set; }

    /// <summary>What the rule remembers of earlier steps, by name, laid out as the parameters are.</summary>
    public IEnumerable<(string Name, Arena Values)> Memory => _rule.Memory;

    /// <summary>What L2 adds to the loss: λ·Σw² over all kernels.</summary>
    public double Penalty()
    {
        double sum = 0;
        if (_optimizer.L2 > 0)
        {
            foreach (TensorLayout kernel in _kernels)
            {
                sum += Norms.SumOfSquares(ref _network.ParameterArena.At((nuint)kernel.Offset), kernel.Length);
            }
        }

        return _optimizer.L2 * sum;
    }

    /// <summary>Moves the network's parameters by its gradients, which regularisation and clipping change on the way.</summary>
    /// <param name="learningRate">Step size of this step.</param>
    public void Apply(double learningRate)
    {
        Arena parameters = _network.ParameterArena;
        Arena gradients = _network.GradientArena;
        if (_optimizer.L2 > 0)
        {
            AddToKernels(gradients, 2 * _optimizer.L2);
        }

        if (double.IsFinite(_optimizer.ClipNorm))
        {
            double norm = Math.Sqrt(Norms.SumOfSquares(ref gradients.At(0), gradients.Length));
            if (norm > _optimizer.ClipNorm)
            {
                ParameterUpdate.Scale(ref gradients.At(0), gradients.Length, (float)(_optimizer.ClipNorm / norm));
            }
        }

        if (_optimizer.WeightDecay > 0)
        {
            (Arena target, double factor) = _optimizer.DecayIsDecoupled
                ? (parameters, -learningRate * _optimizer.WeightDecay)
                : (gradients, _optimizer.WeightDecay);
            if (_optimizer.DecayAll)
            {
                ParameterUpdate.AddScaled(ref target.At(0), ref parameters.At(0), parameters.Length, (float)factor);
            }
            else
            {
                AddToKernels(target, factor);
            }
        }

        Steps++;
        _rule.Apply(parameters, gradients, learningRate, Steps);
    }

    private void AddToKernels(Arena target, double factor)
    {
        foreach (TensorLayout kernel in _kernels)
        {
            nuint offset = (nuint)kernel.Offset;
            ParameterUpdate.AddScaled(ref target.At(offset), ref _network.ParameterArena.At(offset), kernel.Length, (float)factor);
        }
    }
}
