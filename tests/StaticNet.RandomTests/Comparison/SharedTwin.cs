using StaticNet.Kernels;

namespace StaticNet.RandomTests.Comparison;

/// <summary>The network at hand once more, trained by several threads that share every step, however small.</summary>
internal sealed class SharedTwin
{
    /// <summary>Two, as there are at least; three, so that some have more panels than others; and more than some layers have panels.</summary>
    public static readonly int[] ThreadCounts = [2, 3, 5];

    private readonly Network _network;
    private readonly TrainingStep _step;
    private readonly int _threads;
    private readonly bool _keepsGradients;

    public SharedTwin(Network network, Optimizer optimizer, int threads)
    {
        _network = network;
        _threads = threads;
        _keepsGradients = threads == ThreadCounts[^1];
        _step = new TrainingStep(network, new OptimizerState(optimizer, network) { KeepsGradients = _keepsGradients })
        {
            AlwaysShares = true,
        };
    }

    /// <summary>Makes the step that <paramref name="twin"/> made, and compares all bits.</summary>
    public void Step(float[] input, int[]? labels, float[] targets, int batch, double learningRate, Network twin, Tally tally)
    {
        using Team team = Borrow();
        _step.Team = team;
        _step.Run(input, labels, targets, batch, learningRate);
        string with = $"with {_threads} threads, ";
        tally.CompareBits(with + "parameters", _network.ParameterArena.Span, twin.ParameterArena.Span);
        tally.CompareBits(with + "statistics", _network.StatisticArena.Span, twin.StatisticArena.Span);
        if (_keepsGradients)
        {
            tally.CompareBits(with + "gradients", _network.GradientArena.Span, twin.GradientArena.Span);
        }
    }

    /// <summary>The team, once another test that trains at the same time has given it back.</summary>
    private Team Borrow()
    {
        Team? team = null;
        Assert.True(SpinWait.SpinUntil(() => (team = Team.Borrow(_threads)).Count >= _threads, TimeSpan.FromMinutes(1)), "The team was not given back.");
        return team!;
    }
}
