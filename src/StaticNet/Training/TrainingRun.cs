using System.Diagnostics;
using System.Globalization;
using StaticNet.Kernels;

namespace StaticNet;

/// <summary>One <see cref="Network.Fit"/>: its buffers, its optimizer at work, and the loop over epochs and steps.</summary>
internal sealed class TrainingRun : IDisposable
{
    private const double LargestInitialShare = 0.05;

    /// <summary>Batches on which the gap between training and predicting is measured in the end.</summary>
    private const int GapBatches = 8;

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
    private readonly OptimizerState _optimizer;
    private readonly Team _team;
    private readonly TrainingStep _step;
    private readonly WeightSnapshot _lastGood;
    private readonly StateExchange _exchange;
    private ulong _stepsBefore;
    private int _epochsBefore;
    private TimeSpan _spentBefore;
    private long _began;
    private long _reported;
    private bool _momentaChecked;

    public TrainingRun(Network network, DataSet data, FitOptions options, CancellationToken cancellation)
    {
        _network = network;
        _data = data;
        _options = options;
        _cancellation = cancellation;
        Check();
        _callbacks = [.. options.Callbacks];
        _batches = new TrainingBatches(data, options.BatchSize, network.Layout.BatchNormValuesPerSample == 1, options.DropLast);
        _readout = ClassReadout.Create(network, _batches.MaximumRows);
        _metrics = MetricPass.Create(network, _readout, options.Metrics, _batches.MaximumRows, data.RowCount);
        _weights = new LossWeights(network.Layout, options.ClassWeights, _batches.MaximumRows);
        _context = new TrainingContext(network, options, _history) { HasAccuracy = _readout is not null, MetricsSoFar = _metrics };
        _optimizer = new OptimizerState(options.Optimizer, network) { KeepsGradients = _callbacks.Any(LooksAtGradients) };
        _lastGood = new WeightSnapshot(network);
        _exchange = new StateExchange(network, data, options, _optimizer, _context, _callbacks);
        _team = Team.Borrow(Math.Min(Threads(options), Math.Min(network.Layout.WidestPanels, Team.LargestCount)));
        _step = new TrainingStep(network, _optimizer, _readout) { Team = _team, Metrics = _metrics };
        _validation = options.Validation is null
            ? null
            : new EvaluationPass(network, options.Validation, options.BatchSize, _team) { Metrics = options.Metrics };
        network.Reserve(Math.Max(_batches.MaximumRows, _validation?.MaximumRows ?? 1));
    }

    public History Run()
    {
        _began = Stopwatch.GetTimestamp();
        TrainingState? kept = _options.Checkpoint is { Resume: true } checkpoint ? checkpoint.Read() : null;
        if (kept is null && !_network.NormalizersFitted && !NormalizerFit.Run(_network, _data, _cancellation))
        {
            _history.Cancelled = true;
        }

        Begin(kept);
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
            throw;
        }

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

    private static int Threads(FitOptions options) => options.Threads == 0 ? Environment.ProcessorCount : options.Threads;

    /// <summary>Whether a callback might: the library's own do not.</summary>
    private static bool LooksAtGradients(TrainingCallback callback) => callback.GetType().Assembly != typeof(TrainingCallback).Assembly;

    private void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.BatchSize, 1);
        ArgumentNullException.ThrowIfNull(_options.Optimizer);
        ArgumentNullException.ThrowIfNull(_options.Callbacks);
        if (_options.Threads < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(FitOptions.Threads), _options.Threads, "Expected a number of threads of 1 or more, or 0 for as many as there are processors.");
        }

        DataRequirements.Check(_network.Layout, _data, "data");
        if (_options.Validation is not null)
        {
            DataRequirements.Check(_network.Layout, _options.Validation, nameof(FitOptions.Validation));
            Metric.Check(_options.Metrics, _network.Layout, _options.Validation, nameof(FitOptions.Metrics));
        }

        Metric.Check(_options.Metrics, _network.Layout, _data, nameof(FitOptions.Metrics));
        LossWeights.Check(_network.Layout, _data, _options.ClassWeights, nameof(FitOptions.ClassWeights));

        string name = _network.Layout.Name;
        if (_network.Layout.BatchNormValuesPerSample == 1 && (_options.BatchSize == 1 || _data.RowCount == 1))
        {
            throw new ArgumentException(
                $"{name} holds a BatchNorm, and a batch of one sample has no variance: train on batches of two or more.",
                _options.BatchSize == 1 ? nameof(FitOptions.BatchSize) : "data");
        }

        if (_options.DropLast && _data.RowCount < _options.BatchSize)
        {
            throw new ArgumentException(
                $"The data set has {_data.RowCount} rows, fewer than a batch of {_options.BatchSize}, and DropLast drops them all.",
                nameof(FitOptions.DropLast));
        }
    }

    /// <summary>Begins anew or goes on from a state. If that fails, the network is as it was.</summary>
    private void Begin(TrainingState? kept)
    {
        _lastGood.Take();
        (ulong step, int epochsBegun, bool fitted, bool loaded) =
            (_network.Step, _network.EpochsBegun, _network.NormalizersFitted, _network.StatisticsLoaded);
        try
        {
            if (kept is not null)
            {
                _exchange.Give(kept);
                _spentBefore = kept.Duration;
            }

            _epochsBefore = _history.Epochs.Count;
            _stepsBefore = _network.Step - (ulong)_optimizer.Steps;
            KnowRows();
            foreach (TrainingCallback callback in _callbacks)
            {
                callback.OnTrainingBegin(_context);
            }

            if (kept is not null)
            {
                _exchange.GiveCallbacks(kept);
            }
        }
        catch
        {
            _lastGood.Restore();
            (_network.Step, _network.EpochsBegun, _network.NormalizersFitted, _network.StatisticsLoaded) =
                (step, epochsBegun, fitted, loaded);
            throw;
        }

        _lastGood.Take();
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
        double factor = _options.Optimizer.Schedule.Factor(_optimizer.Steps, epoch - 1) * _context.LearningRateFactor;
        _context.LearningRate = _options.Optimizer.LearningRate * factor;
        _context.Step++;
        double loss = _step.Run(
            _batches.Input, _batches.Labels, _batches.Targets, _batches.Rows, _context.LearningRate, _weights.Of(_batches));
        if (!double.IsFinite(loss))
        {
            Diverged(loss, $"The loss of epoch {epoch}, step {_context.Step} is {Text(loss)}{_batches.DescribeNonFinite()}");
        }

        _context.TotalSteps = _optimizer.Steps;
        _history.Steps = _optimizer.Steps;
        return loss;
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

        _lastGood.Take();
        KnowRows();
        if (_validation is not null && !Validate(_validation))
        {
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
        _context.LastEpoch = record;
        Tell(nameof(TrainingCallback.OnEpochEnd), static (callback, context) => callback.OnEpochEnd(context));
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
        if (!_momentaChecked && !_network.StatisticsLoaded)
        {
            ulong total = _stepsBefore + ((ulong)steps * (ulong)_options.Epochs);
            foreach (double momentum in _network.Layout.Momenta.Distinct())
            {
                CheckMomentum(momentum, total);
            }
        }

        _momentaChecked = true;
    }

    /// <summary>Warns where predictions are much worse than training suggests.</summary>
    private void CheckGap()
    {
        if (_network.Layout.BatchNorms.Length == 0 || _history.Epochs.Count == 0 || _history.Cancelled)
        {
            return;
        }

        using TrainingBatches? validation =
            _options.Validation is null ? null : new TrainingBatches(_options.Validation, _options.BatchSize, avoidSingle: false, dropLast: false);
        TrainingBatches batches = validation ?? _batches;

        // Steps of earlier trainings moved the averages too.
        double steps = _network.Step;
        var measurement = new GapMeasurement(_network, batches)
        {
            OnValidation = validation is not null,
            InitialShares =
            [
                .. (_network.StatisticsLoaded ? [] : _network.Layout.Momenta.Distinct())
                    .Select(momentum => (momentum, Math.Pow(momentum, steps)))
                    .Where(static item => item.Item2 > LargestInitialShare),
            ],
        };
        StatisticsGap? gap;
        try
        {
            gap = measurement.Run(GapBatches);
        }
        catch (Exception exception) when (batches.IsReading && exception is not OperationCanceledException)
        {
            throw Interrupted($"Reading the {(validation is null ? "training" : "validation")} data", exception);
        }

        if (gap is { IsLarge: true })
        {
            Warn(gap.ToString());
        }
    }

    private void Warn(string warning)
    {
        _history.Warn(warning);
        _options.Progress?.OnWarning(warning);
    }

    private void CheckMomentum(double momentum, ulong steps)
    {
        double share = Math.Pow(momentum, steps);
        if (share <= LargestInitialShare)
        {
            return;
        }

        double settling = Math.Pow(LargestInitialShare, 1.0 / steps);
        string warning =
            $"BatchNorm's moving statistics still hold {Text(Math.Round(100 * share))} % of their initial values after {steps} steps with "
            + $"a momentum of {Text(momentum)}: predictions will be worse than training suggests. Lower the momentum "
            + $"(at most {Text(Math.Floor(100 * settling) / 100)} here), train for more steps, or gather the statistics anew after training, with "
            + "RecalibrateStatistics(data).";
        Warn(warning);
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
