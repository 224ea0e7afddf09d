using StaticNet.Kernels;

namespace StaticNet.Benchmarks;

/// <summary>
/// The step that <see cref="Network.Fit"/> makes on every batch: forward, loss, backward, update. The batch is always the same one, as it is
/// for the peers, and the learning rate so small that the network does not learn it by heart: gradients would become denormal.
/// </summary>
internal sealed class TrainingWork : Work
{
    private readonly Network _network;
    private readonly TrainingStep _step;
    private readonly int _threads;
    private readonly float[] _features;
    private readonly int[] _labels;
    private readonly int _batch;
    private readonly double _learningRate;

    public TrainingWork(string name, Network network, Optimizer optimizer, int batch, float[]? features = null, int threads = 1)
        : base(name)
    {
        (_network, _batch, _threads) = (network, batch, threads);
        _step = new TrainingStep(network, new OptimizerState(optimizer, network));
        _learningRate = optimizer.LearningRate;
        _features = features ?? RandomValues.Array(batch * network.Layout.InputSize);
        _labels = RandomValues.Labels(batch, network.Layout.OutputSize);
        Operations = Cost.OfStep(network.Layout, batch);
        network.Reserve(batch);
    }

    /// <summary>Plain gradient descent.</summary>
    public static Optimizer Sgd => Optimizer.Sgd(1e-5);

    /// <summary>Adam.</summary>
    public static Optimizer Adam => Optimizer.Adam(1e-7);

    public override void Run(int calls)
    {
        using Team team = Team.Borrow(_threads);
        _step.Team = team;
        for (int call = 0; call < calls; call++)
        {
            double loss = _step.Run(_features, _labels, default, _batch, _learningRate);
            if (!double.IsFinite(loss))
            {
                throw new InvalidOperationException($"{_network.Layout.Name} diverged: its loss is {loss}.");
            }
        }
    }
}
