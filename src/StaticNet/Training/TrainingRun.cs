using System.Diagnostics;
using System.Globalization;
using StaticNet.Kernels;

namespace StaticNet;

/// <summary>One <see cref="Network.Fit"/>: its buffers, its optimizer at work, and the loop over epochs and steps.</summary>
internal sealed class TrainingRun : IDisposable
{
    private const string Display = "The progress display";

    private static readonly TimeSpan _reportInterval = TimeSpan.FromMilliseconds(100);

    private readonly Network _network;
    private readonly DataSet _data;
    private readonly FitOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly History _history = new();
    private readonly TrainingContext _context;
    private readonly TrainingCallback[] _callbacks;
    private readonly TrainingBatches _batches;
    private readonly EvaluationPass? _validation;
    private readonly ClassReadout? _readout;
    private readonly MetricPass? _metrics;
    private readonly LossWeights _weights;
    private readonly TrainingState? _kept;
    private readonly TrainingSession _session;
    private readonly OptimizerState _optimizer;
    private readonly Team _team;
    private readonly TrainingStep _step;
    private readonly WeightSnapshot _lastGood;
    private readonly StateExchange _exchange;
    private readonly StatisticsWarnings _warnings;
    private long _stepsBefore;
    private int _epochsBefore;
    private TimeSpan _spentBefore;
    private long _began;
    private long _reported;

    public TrainingRun(Network network, DataSet data, FitOptions options, CancellationToken cancellation)
    {
        _network = network;
        _data = data;
        _options = options;
        _cancellation = cancellation;
        FitRequirements.Check(network, data, options);
        options.Checkpoint?.CheckPlace();
        _kept = options.Checkpoint is { Resume: true } checkpoint ? checkpoint.Read() : null;
        _session = _kept is null && network.Session is { } session && session.Continues(options.Optimizer)
            ? session
            : new TrainingSession(network, options.Optimizer);
        _callbacks = [.. options.Callbacks];
        _batches = new TrainingBatches(data, options.BatchSize, network.BatchNormValuesPerSample == 1, options.DropLast);
        _readout = ClassReadout.Create(network, _batches.MaximumRows);
        _metrics = MetricPass.Create(network, _readout, options.Metrics, _batches.MaximumRows, data.RowCount);
        _weights = new LossWeights(network.Layout, options.ClassWeights, _batches.MaximumRows);
        _context = new TrainingContext(network, options, _history, _session) { HasAccuracy = _readout is not null, MetricsSoFar = _metrics };
        _optimizer = _session.State;
        _optimizer.KeepsGradients = _callbacks.Any(LooksAtGradients);
        _optimizer.AccumulatedBatches = options.AccumulateSteps;
        _lastGood = new WeightSnapshot(network);
        _exchange = new StateExchange(network, data, options, _session, _context, _callbacks);
        _warnings = new StatisticsWarnings(network, options, _history);
        _team = FitRequirements.BorrowTeam(network, options);
        _step = new TrainingStep(network, _optimizer, _readout) { Team = _team, Metrics = _metrics };
        _validation = options.Validation is null
            ? null
            : new EvaluationPass(network, options.Validation, options.BatchSize, _team) { Metrics = options.Metrics };
        network.Reserve(Math.Max(_batches.MaximumRows, _validation?.MaximumRows ?? 1));
    }

    public History Run()
    {
        _began = Stopwatch.GetTimestamp();
        if (_kept is null && !_network.NormalizersFitted && !NormalizerFit.Run(_network, _data, _cancellation))
        {
            _history.Cancelled = true;
        }

        Begin();
        try
        {
            for (int epoch = _epochsBefore + 1; epoch <= _options.Epochs && !_history.Cancelled && !_context.StopRequested; epoch++)
            {
                RunEpoch(epoch);
            }
        }
        catch
        {
            _lastGood.Restore();
            _network.ForgetOptimizer();
            throw;
        }

        _session.Average?.Show();
        _history.Stopped = _context.StopRequested;
        Tell(nameof(TrainingCallback.OnTrainingEnd), static (callback, context) => callback.OnTrainingEnd(context));
        CheckGap();
        _history.Duration = Spent();
        Show(progress => progress.OnEnd(_history));
        return _history;
    }

    public void Dispose()
    {
        _batches.Dispose();
        _validation?.Dispose();
        _team.Dispose();
    }

    /// <summary>Whether a callback might: the library's own do not.</summary>
    private static bool LooksAtGradients(TrainingCallback callback) => callback.GetType().Assembly != typeof(TrainingCallback).Assembly;

    /// <summary>Begins anew or goes on: from a checkpoint, or where the training before ended. If that fails, the network is as it was.</summary>
    private void Begin()
    {
        _lastGood.Take();
        (ulong step, int epochsBegun, bool fitted, bool loaded, string[] frozen) =
            (_network.Step, _network.EpochsBegun, _network.NormalizersFitted, _network.StatisticsLoaded, [.. _network.FrozenLayers]);
        (double factor, WeightAverage? average) = (_session.LearningRateFactor, _session.Average);
        try
        {
            _session.AverageWeights(_options.WeightAverage);
            _step.Average = _session.Average;
            if (_kept is not null)
            {
                _exchange.Give(_kept);
                _spentBefore = _kept.Duration;
            }

            _epochsBefore = _history.Epochs.Count;
            _stepsBefore = _optimizer.Steps - _history.Steps;
            KnowRows();
            foreach (TrainingCallback callback in _callbacks)
            {
                callback.OnTrainingBegin(_context);
            }

            if (_kept is not null)
            {
                _exchange.GiveCallbacks(_kept);
            }
        }
        catch
        {
            _lastGood.Restore();
            (_network.Step, _network.EpochsBegun, _network.NormalizersFitted, _network.StatisticsLoaded) =
                (step, epochsBegun, fitted, loaded);
            _network.SetFrozen(frozen);
            (_session.LearningRateFactor, _session.Average) = (factor, average);
            throw;
        }

        _network.Session = _session;
        TakeLastGood();
        if (_network.Layout.ClassNames.Length == 0 && _data.ClassNames.Count == _network.Layout.ClassCount)
        {
            _network.ClassNames = _data.ClassNames;
        }
    }

    private void RunEpoch(int epoch)
    {
        long began = Stopwatch.GetTimestamp();
        double lossSum = 0;
        long rows = 0;
        long correct = 0;
        _context.Epoch = epoch;
        _context.Step = 0;
        Tell(nameof(TrainingCallback.OnEpochBegin), static (callback, context) => callback.OnEpochBegin(context));
        if (_context.StopRequested)
        {
            return;
        }

        OpenEpoch();
        while (NextBatch())
        {
            if (_cancellation.IsCancellationRequested)
            {
                _history.Cancelled = true;
                return;
            }

            double loss = Step(epoch);
            lossSum += loss * _batches.Rows;
            rows += _batches.Rows;
            correct += _readout?.Correct ?? 0;
            _context.BatchLoss = loss;
            _context.Loss = lossSum / rows;
            _context.Accuracy = _readout is null ? null : (double)correct / (rows * _network.Layout.OutputRows);
            Tell(nameof(TrainingCallback.OnBatchEnd), static (callback, context) => callback.OnBatchEnd(context));
            Report(began, rows);
            if (_context.StopRequested)
            {
                return;
            }
        }

        if (_optimizer.IsPending)
        {
            _step.Flush(LearningRate());
            Count();
        }

        Complete(epoch, rows, began);
    }

    private void OpenEpoch()
    {
        try
        {
            _batches.Begin(new BatchOrder(_options.Shuffle, _network.Seed, _network.EpochsBegun));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw Interrupted("Opening the training data", exception);
        }

        _metrics?.Reset();
        _network.EpochsBegun++;
    }

    private bool NextBatch()
    {
        try
        {
            return _batches.Next();
        }
        catch (Exception exception) when (_batches.IsReading && exception is not OperationCanceledException)
        {
            throw Interrupted("Reading the training data", exception);
        }
    }

    private bool Validate(EvaluationPass validation)
    {
        try
        {
            return validation.Run(null, null, _cancellation);
        }
        catch (Exception exception) when (validation.IsReading && exception is not OperationCanceledException)
        {
            throw Interrupted("Reading the validation data", exception);
        }
    }

    private double Step(int epoch)
    {
        _context.LearningRate = LearningRate();
        _context.Step++;
        double loss = _step.Run(
            _batches.Input, _batches.Labels, _batches.Targets, _batches.Rows, _context.LearningRate, _weights.Of(_batches));
        if (!double.IsFinite(loss))
        {
            Diverged(loss, $"The loss of epoch {epoch}, step {_context.Step} is {Text(loss)}{_batches.DescribeNonFinite()}");
        }

        Count();
        return loss;
    }

    private double LearningRate() =>
        _options.Optimizer.LearningRate
        * (_options.Optimizer.Schedule.Factor(_optimizer.Steps, _session.Epochs) * _context.LearningRateFactor);

    private void Count()
    {
        _history.Steps = _optimizer.Steps - _stepsBefore;
        _context.TotalSteps = _history.Steps;
    }

    private void Complete(int epoch, long rows, long began)
    {
        if (rows == 0)
        {
            throw DataRequirements.NoRows("data");
        }

        double trainingSeconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (!AllFinite(_network.ParameterArena.Span) || !AllFinite(_network.StatisticArena.Span))
        {
            Diverged(_context.BatchLoss, $"A weight or a statistic is not finite after epoch {epoch}, step {_context.Step}");
        }

        // From here to the end of the epoch the network holds the average, if there is one.
        _session.Average?.Show();
        _lastGood.Take();
        KnowRows();
        if (_validation is not null && !Validate(_validation))
        {
            _session.Average?.Hide();
            _history.Cancelled = true;
            return;
        }

        var record = new EpochRecord(
            epoch,
            _context.Loss,
            _context.Accuracy,
            _validation?.Loss + _optimizer.Penalty(),
            _validation?.Accuracy,
            _context.LearningRate,
            Stopwatch.GetElapsedTime(began).TotalSeconds,
            rows / trainingSeconds)
        {
            Metrics = _metrics?.Values() ?? MetricCollection.None,
            ValidationMetrics = _validation?.Values ?? MetricCollection.None,
        };
        _history.Add(record);
        _session.Epochs++;
        _context.LastEpoch = record;
        Tell(nameof(TrainingCallback.OnEpochEnd), static (callback, context) => callback.OnEpochEnd(context));
        _session.Average?.Hide();
        KeepState(epoch);
        Show(progress => progress.OnEpoch(record, _options.Epochs));
    }

    private void KeepState(int epoch)
    {
        if (_options.Checkpoint is not { } checkpoint)
        {
            return;
        }

        bool last = epoch == _options.Epochs || _context.StopRequested || _cancellation.IsCancellationRequested;
        if (last || epoch % checkpoint.EveryEpochs == 0)
        {
            checkpoint.Write(_exchange.Take(Spent()));
        }
    }

    private void Show(Action<ITrainingProgress> call)
    {
        try
        {
            if (_options.Progress is { } progress)
            {
                call(progress);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw Interrupted(Display, exception);
        }
    }

    /// <summary>Calls all callbacks. What one throws gets a place: callback, epoch and step.</summary>
    private void Tell(string what, Action<TrainingCallback, TrainingContext> call)
    {
        foreach (TrainingCallback callback in _callbacks)
        {
            try
            {
                call(callback, _context);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                throw Interrupted($"{callback.GetType().Name}.{what}", exception);
            }
        }
    }

    private TrainingInterruptedException Interrupted(string what, Exception exception) => new(
        _context.Epoch, _context.Step,
        $"{what} failed in epoch {_context.Epoch}, after step {_context.Step}: {exception.Message} {Kept()} are kept.", exception);

    private void Diverged(double loss, string what)
    {
        _history.Duration = Spent();
        throw new TrainingDivergedException(
            _context.Epoch, _context.Step, loss, _history,
            $"{what}. {Kept()} are kept. A lower learning rate, Optimizer.ClipNorm or a normalised input ([Standardize]) may cure it.");
    }

    private string Kept() =>
        _history.Epochs.Count == 0 ? "The weights before training" : $"The weights after epoch {_history.Epochs.Count}";

    private TimeSpan Spent() => _spentBefore + Stopwatch.GetElapsedTime(_began);

    /// <summary>Uses the number of rows once it is known: from the start, or, of a file, after the first pass.</summary>
    private void KnowRows()
    {
        if (_data.RowCount is not long rows)
        {
            return;
        }

        int steps = _batches.StepsOf(rows);
        _context.StepsPerEpoch = steps;
        _warnings.CheckMomenta(_network.Step + ((ulong)steps * (ulong)(_options.Epochs - _context.Epoch)));
    }

    /// <summary>Warns where predictions are much worse than training suggests.</summary>
    private void CheckGap()
    {
        if (!_network.Layout.BatchNorms.Any(_network.MovesStatistics) || _history.Epochs.Count == 0 || _history.Cancelled)
        {
            return;
        }

        using TrainingBatches? validation =
            _options.Validation is null ? null : new TrainingBatches(_options.Validation, _options.BatchSize, avoidSingle: false, dropLast: false);
        TrainingBatches batches = validation ?? _batches;
        try
        {
            _warnings.CheckGap(batches);
        }
        catch (Exception exception) when (batches.IsReading && exception is not OperationCanceledException)
        {
            throw Interrupted($"Reading the {(validation is null ? "training" : "validation")} data", exception);
        }
    }

    /// <summary>Takes what the network would hold if training ended now.</summary>
    private void TakeLastGood()
    {
        _session.Average?.Show();
        _lastGood.Take();
        _session.Average?.Hide();
    }

    private void Report(long epochBegan, long rows)
    {
        if (_options.Progress is null || Stopwatch.GetElapsedTime(_reported) < _reportInterval)
        {
            return;
        }

        _reported = Stopwatch.GetTimestamp();
        TimeSpan? remaining = null;
        if (_context.StepsPerEpoch is int steps)
        {
            double done = _context.Epoch - _epochsBefore - 1 + ((double)_context.Step / steps);
            remaining = Stopwatch.GetElapsedTime(_began) * ((_options.Epochs - _epochsBefore - done) / done);
        }

        double rate = rows / Stopwatch.GetElapsedTime(epochBegan).TotalSeconds;
        var report = new TrainingReport(
            _context.Epoch, _options.Epochs, _context.Step, _context.StepsPerEpoch, _context.Loss, _context.Accuracy, rate, remaining);
        try
        {
            // Not by Show: a step allocates nothing, not even a delegate.
            _options.Progress.OnStep(report);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw Interrupted(Display, exception);
        }
    }

    private static bool AllFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
