using StaticNet.Kernels;

namespace StaticNet;

/// <summary>A copy of a network's parameters and statistics to go back to. Allocated once, taken any number of times.</summary>
internal sealed class WeightSnapshot
{
    private readonly Network _network;
    private readonly Arena _parameters;
    private readonly Arena _statistics;

    /// <summary>Allocates the copy; nothing is taken yet.</summary>
    public WeightSnapshot(Network network)
    {
        _network = network;
        _parameters = new Arena(network.ParameterArena.Length);
        _statistics = new Arena(network.StatisticArena.Length);
    }

    /// <summary>Copies what the network holds now.</summary>
    public void Take()
    {
        _network.ParameterArena.Span.CopyTo(_parameters.Span);
        _network.StatisticArena.Span.CopyTo(_statistics.Span);
    }

    /// <summary>Makes the network hold what was taken last.</summary>
    public void Restore()
    {
        _parameters.Span.CopyTo(_network.ParameterArena.Span);
        _statistics.Span.CopyTo(_network.StatisticArena.Span);
    }

    /// <summary>Tells a checkpoint what was taken last.</summary>
    public void Save(CallbackState state)
    {
        foreach (ParameterView view in Views())
        {
            state.Set($"best.{view.Name}", view.ToArray());
        }
    }

    /// <summary>Takes what <see cref="Save"/> told.</summary>
    /// <exception cref="InvalidDataException">A vector is missing or of another length.</exception>
    public void Load(CallbackState state)
    {
        foreach (ParameterView view in Views())
        {
            view.CopyFrom(state.Vector($"best.{view.Name}", view.Count));
        }
    }

    private IEnumerable<ParameterView> Views() =>
        _network.Layout.Parameters.Select(tensor => new ParameterView(_parameters, tensor))
            .Concat(_network.Layout.Statistics.Select(tensor => new ParameterView(_statistics, tensor)));
}
