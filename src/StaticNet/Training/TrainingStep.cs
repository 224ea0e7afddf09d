using StaticNet.Kernels;

namespace StaticNet;

/// <summary>
/// One step on one batch, over and over: forward, loss, backward, update, by as many threads as the work is worth. The bits do not depend
/// on how many: who computes a panel decides nothing about how, and sums over panels or blocks are added in their order.
/// </summary>
internal sealed class TrainingStep : ITeamWork
{
    private readonly Network _network;
    private readonly OptimizerState _optimizer;
    private readonly ClassReadout? _readout;
    private InputBatch _input;
    private ReadOnlyMemory<int> _labels;
    private ReadOnlyMemory<float> _targets;
    private ReadOnlyMemory<float> _weights;
    private int _rows;
    private double _learningRate;
    private double _loss;

    /// <summary>Prepares steps.</summary>
    /// <param name="network">What is trained.</param>
    /// <param name="optimizer">What moves its parameters.</param>
    /// <param name="readout">Reads the classes between the passes, if any.</param>
    public TrainingStep(Network network, OptimizerState optimizer, ClassReadout? readout = null)
    {
        _network = network;
        _optimizer = optimizer;
        _readout = readout;
    }

    /// <summary>Who takes part; the calling thread alone if null.</summary>
    public Team? Team { get; set; }

    /// <summary>What averages the weights after every step; nothing if null.</summary>
    public WeightAverage? Average { get; set; }

    /// <summary>Whether all of the team take part in every step, however small.</summary>
    public bool AlwaysShares { get; init; }

    /// <summary>Takes the batches between the passes, if anybody wants metrics.</summary>
    public MetricPass? Metrics { get; init; }

    /// <summary>
    /// Makes a step, or, where the gradients of several batches make one, the part of it that is this batch's. Exactly one of
    /// <paramref name="labels"/> and <paramref name="targets"/> is given. Losses are multiplied by <paramref name="weights"/>, unless empty: one a
    /// sample, or one a row of outputs.
    /// </summary>
    /// <returns>The mean loss before the update, penalties included. If it is not finite nothing is updated.</returns>
    public double Run(
        InputBatch input,
        ReadOnlyMemory<int> labels,
        ReadOnlyMemory<float> targets,
        int rows,
        double learningRate,
        ReadOnlyMemory<float> weights = default)
    {
        _input = input;
        _labels = labels;
        _targets = targets;
        _weights = weights;
        _rows = rows;
        _learningRate = learningRate;
        _optimizer.Prepare();
        _network.BeginTrainingPass(rows);
        if (Team is null)
        {
            Run(default);
        }
        else
        {
            Team.Run(this, AlwaysShares ? Team.Count : Math.Min(Team.Count, WorkSharing.UsefulWorkers(_network.Layout, rows)));
        }

        return _loss;
    }

    /// <inheritdoc/>
    public void Run(Worker worker)
    {
        _optimizer.AddPenalty(worker);
        _network.TrainingPass(_input.Rows(_network.Layout.InputSize), worker, _rows);
        if (worker.IsFirst)
        {
            ComputeLoss();
        }

        _network.TransposePass(worker, inputGradient: false);
        worker.Meet();
        if (double.IsFinite(_loss))
        {
            _network.BackwardPass(_optimizer.Gradients, worker, _rows, inputGradient: false);
            worker.Meet();
            _optimizer.Finish(worker);
            if (Average is not null && _optimizer.Moves)
            {
                worker.Meet();
                Average.Update(worker);
            }
        }
    }

    /// <summary>Makes a step of the gradients of batches that were too few for one.</summary>
    public void Flush(double learningRate)
    {
        _optimizer.Flush(learningRate);
        Average?.Begin();
        Average?.Update(default);
    }

    private void ComputeLoss()
    {
        _readout?.Read(_labels.Span, _targets.Span, _rows);
        Metrics?.Add(_targets.Span, _rows);
        _loss = _network.LossPass(_labels.Span, _targets.Span, _weights.Span, _rows, gradient: true) + _optimizer.PenaltyTotal();
        if (double.IsFinite(_loss))
        {
            _optimizer.Begin(_learningRate, _rows);
            if (_optimizer.Moves)
            {
                Average?.Begin();
            }
        }
    }
}
