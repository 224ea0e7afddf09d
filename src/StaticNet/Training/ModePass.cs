using StaticNet.Kernels;

namespace StaticNet;

/// <summary>Runs a network forward in any mode, and leaves weights, statistics and the count of steps as they are.</summary>
internal sealed class ModePass : ITeamWork
{
    private readonly Network _network;
    private readonly EvaluationMode _mode;
    private readonly Team? _team;
    private readonly float[] _statistics;
    private InputBatch _input;
    private int _rows;
    private ulong _passes;

    /// <summary>Prepares passes.</summary>
    /// <param name="network">What runs.</param>
    /// <param name="mode">How.</param>
    /// <param name="team">Who takes part; the calling thread alone if null.</param>
    public ModePass(Network network, EvaluationMode mode, Team? team = null)
    {
        _network = network;
        _mode = mode;
        _team = team;
        _statistics = new float[mode == EvaluationMode.Prediction ? 0 : network.StatisticArena.Length];
    }

    /// <summary>Runs a batch up to the values the loss takes.</summary>
    public void Run(InputBatch input, int rows)
    {
        _input = input;
        _rows = rows;
        if (_mode == EvaluationMode.Prediction)
        {
            _network.BeginInferencePass(rows);
            Share();
        }
        else
        {
            Train();
        }
    }

    /// <inheritdoc/>
    public void Run(Worker worker)
    {
        InputRows rows = _input.Rows(_network.Layout.InputSize);
        if (_mode == EvaluationMode.Prediction)
        {
            _network.PredictionPass(rows, worker, _rows);
        }
        else
        {
            _network.TrainingPass(rows, worker, _rows);
        }
    }

    private void Train()
    {
        ulong step = _network.Step;
        bool keepsNoise = _network.KeepsNoise;
        _network.StatisticArena.Span.CopyTo(_statistics);
        try
        {
            // Each batch with noise of its own.
            _network.Step += _passes++;
            _network.BeginTrainingPass(_rows);
            if (_mode == EvaluationMode.BatchStatistics)
            {
                _network.MuteNoise(_rows);
            }

            Share();
        }
        finally
        {
            _statistics.CopyTo(_network.StatisticArena.Span);
            _network.Step = step;
            _network.KeepsNoise = keepsNoise;
        }
    }

    private void Share()
    {
        if (_team is null)
        {
            Run(default);
        }
        else
        {
            _team.Run(this, Math.Min(_team.Count, WorkSharing.UsefulWorkers(_network.Layout, _rows)));
        }
    }
}
