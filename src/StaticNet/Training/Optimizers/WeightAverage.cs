using System.Runtime.InteropServices;
using StaticNet.Kernels;

namespace StaticNet;

/// <summary>
/// The exponential moving average of the weights over the steps of a training (Polyak and Juditsky, "Acceleration of stochastic approximation
/// by averaging", 1992, in the exponential form that Adam corrects for its start): after step t it is
/// <c>(1 − m)/(1 − mᵗ)·Σ mᵗ⁻ⁱ·wᵢ</c>, so it holds nothing of the weights before the first step.
/// </summary>
internal sealed class WeightAverage(Network network, double momentum)
{
    private readonly Arena _average = new(network.ParameterArena.Length);
    private readonly Arena _raw = new(network.ParameterArena.Length);
    private float _share;

    /// <summary>m.</summary>
    public double Momentum => momentum;

    /// <summary>The average, laid out as the parameters are.</summary>
    public Arena Values => _average;

    /// <summary>Steps averaged over.</summary>
    public long Steps { get; set; }

    /// <summary>
    /// Prepares to train on. If the network holds the average that was shown last, it gets back the weights that training had come to, those
    /// of frozen layers apart; if it holds anything else, the average begins anew.
    /// </summary>
    public void Resume()
    {
        if (Steps == 0)
        {
            return;
        }

        if (!MemoryMarshal.AsBytes(network.ParameterArena.Span).SequenceEqual(MemoryMarshal.AsBytes(_average.Span)))
        {
            Steps = 0;
            _average.Span.Clear();
            return;
        }

        foreach (TensorLayout tensor in network.Layout.Parameters.Where(network.Trains))
        {
            _raw.Span.Slice(tensor.Offset, tensor.Length).CopyTo(network.ParameterArena.Span[tensor.Offset..]);
        }
    }

    /// <summary>Begins the update after a step, for all workers.</summary>
    public void Begin()
    {
        Steps++;
        _share = (float)((1 - momentum) / (1 - PortableMath.Power(momentum, Steps)));
    }

    /// <summary>One worker's share of the update.</summary>
    public void Update(Worker worker)
    {
        int blocks = ArenaBlocks.Count(_average.Length);
        int first = worker.First(blocks) * ArenaBlocks.Length;
        int count = Math.Min(worker.End(blocks) * ArenaBlocks.Length, _average.Length) - first;
        if (count > 0)
        {
            ParameterUpdate.MoveTowards(
                ref _average.At((nuint)first), ref network.ParameterArena.At((nuint)first), count, _share, network.Layout.Arithmetic);
        }
    }

    /// <summary>Lets the network hold the average, if there is one, and keeps the weights.</summary>
    public void Show()
    {
        if (Steps > 0)
        {
            network.ParameterArena.Span.CopyTo(_raw.Span);
            _average.Span.CopyTo(network.ParameterArena.Span);
        }
    }

    /// <summary>Gives the network the weights back.</summary>
    public void Hide()
    {
        if (Steps > 0)
        {
            _raw.Span.CopyTo(network.ParameterArena.Span);
        }
    }
}
