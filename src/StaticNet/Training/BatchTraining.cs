using System.Globalization;
using StaticNet.Kernels;

namespace StaticNet;

/// <summary>Steps on batches that are handed over one by one, in buffers that serve all of them.</summary>
internal sealed class BatchTraining
{
    private readonly Network _network;
    private readonly TrainingSession _session;
    private readonly TrainingStep _step;
    private readonly float[] _statistics;
    private float[] _inputs = [];
    private int[] _labels = [];
    private float[] _targets = [];
    private float[] _weights = [];

    public BatchTraining(Network network, TrainingSession session)
    {
        _network = network;
        _session = session;
        _step = new TrainingStep(network, session.State);
        _statistics = new float[network.StatisticArena.Length];
    }

    /// <summary>Makes a step. Lengths, labels and weights are checked; exactly one of labels and targets is given.</summary>
    /// <returns>The loss before the step.</returns>
    public double Run(
        ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, int rows, int threads)
    {
        Copy(inputs, ref _inputs);
        Copy(labels, ref _labels);
        Copy(targets, ref _targets);
        Copy(weights, ref _weights);
        _session.State.KeepsGradients = false;
        _session.State.AccumulatedBatches = 1;
        _network.StatisticArena.Span.CopyTo(_statistics);
        ulong step = _network.Step;
        using Team team = Team.Borrow(Math.Min(threads, Math.Min(_network.Layout.WidestPanels, Team.LargestCount)));
        _step.Team = team;
        double loss = _step.Run(
            new InputBatch(_inputs.AsMemory(0, inputs.Length)), _labels.AsMemory(0, labels.Length), _targets.AsMemory(0, targets.Length), rows,
            _session.LearningRate, _weights.AsMemory(0, weights.Length));
        _step.Team = null;
        if (!double.IsFinite(loss))
        {
            _statistics.CopyTo(_network.StatisticArena.Span);
            _network.Step = step;
            int number = (int)Math.Min(int.MaxValue, _session.State.Steps + 1);
            throw new TrainingDivergedException(
                _session.Epochs + 1, number, loss, new History(),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The loss of step {number} is {loss}{NonFinite(inputs, "feature")}{NonFinite(targets, "target")}. The network is as it was. ")
                + "A lower learning rate, Optimizer.ClipNorm or a normalised input ([Standardize]) may cure it.");
        }

        return loss;
    }

    private static string NonFinite(ReadOnlySpan<float> values, string kind)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return string.Create(CultureInfo.InvariantCulture, $"; {kind} {i} of the batch is {values[i]}");
            }
        }

        return "";
    }

    private static void Copy<T>(ReadOnlySpan<T> values, ref T[] buffer)
    {
        if (buffer.Length < values.Length)
        {
            buffer = new T[values.Length];
        }

        values.CopyTo(buffer);
    }
}
