using System.Globalization;

namespace StaticNet;

/// <summary>One search: trials rung by rung, and what is kept of them.</summary>
internal sealed class SearchRun<TNetwork>
    where TNetwork : Network
{
    private readonly Func<ulong, TNetwork> _create;
    private readonly DataSplit _data;
    private readonly SearchBracket[] _brackets;
    private readonly Func<SearchValues, FitOptions> _fit;
    private readonly SearchOptions _options;
    private readonly SearchStore _store;
    private readonly string _description;
    private readonly SearchTrial[] _trials;
    private readonly Lock _oneAtATime = new();
    private SearchTrial? _best;

    public SearchRun(
        Func<ulong, TNetwork> create, DataSplit data, SearchBracket[] brackets, Func<SearchValues, FitOptions> fit, SearchOptions options, string space)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(fit);
        if (data.Validation.Count == 0)
        {
            throw new ArgumentException("Expected validation data to judge trials by, found none.", nameof(data));
        }

        _create = create;
        _data = data;
        _brackets = brackets;
        _fit = fit;
        _options = options;
        _store = options.Store ?? new SearchMemory();
        NetworkLayout layout = create(options.Seed).Layout;
        if (options.Metric == TrainingMetric.ValidationAccuracy && !layout.Loss.IsOfClasses() && layout.Loss != LossKind.BinaryCrossEntropy)
        {
            throw new ArgumentException($"{layout.Name} trains with {layout.Loss}, and has no accuracy to be judged by: take the loss.", nameof(options));
        }

        _description = string.Create(
            CultureInfo.InvariantCulture,
            $"{layout.Name} ({layout.ArchitectureHash:x16}) on {data.Train.Count} rows, judged by {options.Metric} on {data.Validation.Count}; {space}; ")
            + $"rungs {string.Join(" and ", brackets.Select(Text))}; seed {options.Seed}";
        _trials = [.. brackets.SelectMany(static (bracket, place) => bracket.Values.Select(values => (place, values)))
            .Select(static (trial, number) => new SearchTrial(number + 1, trial.place + 1, trial.values))];
    }

    /// <summary>Does what the store does not hold yet.</summary>
    public SearchResult<TNetwork> Run(CancellationToken cancellation)
    {
        Resume();
        int first = 0;
        foreach (SearchBracket bracket in _brackets)
        {
            RunBracket(bracket, [.. Enumerable.Range(first, bracket.Values.Count)], cancellation);
            first += bracket.Values.Count;
        }

        return new SearchResult<TNetwork>(_trials, _best, _best is null ? null : Train(_best, _options.Epochs, alone: true, cancellation).Network);
    }

    private void RunBracket(SearchBracket bracket, int[] entrants, CancellationToken cancellation)
    {
        for (int rung = 0; rung < bracket.Rungs.Length; rung++)
        {
            int epochs = bracket.Rungs[rung];
            int reached = rung;
            int[] missing = [.. entrants.Where(trial => _trials[trial].Rungs.Count <= reached)];
            bool alone = missing.Length == 1 || SeparateTrainings.Degree(_options.Parallel) == 1;
            SeparateTrainings.Run(
                missing.Length, _options.Parallel, i => Reach(missing[i], epochs, last: epochs == _options.Epochs, alone, cancellation), cancellation);
            int[] sound = [.. entrants.Where(trial => _trials[trial].Outcome != SearchOutcome.Diverged)];
            if (epochs == _options.Epochs)
            {
                foreach (int trial in sound)
                {
                    KeepBest(_trials[trial]);
                }

                return;
            }

            int places = Math.Max(1, entrants.Length / _options.Reduction);
            int[] better = [.. sound.OrderBy(trial => Badness(_trials[trial])).ThenBy(static trial => trial).Take(places).Order()];
            Drop([.. sound.Except(better)]);
            entrants = better;
        }
    }

    /// <summary>Trains a trial up to a rung, and records how it does there.</summary>
    private void Reach(int trial, int epochs, bool last, bool alone, CancellationToken cancellation)
    {
        (TNetwork? network, string fit, double seconds) = Train(_trials[trial], epochs, alone, cancellation);
        Evaluation? judged = network?.Evaluate(_data.Validation);
        bool diverged = judged is null || !double.IsFinite(judged.Loss);
        var rung = new SearchRung(epochs, diverged ? double.NaN : judged!.Loss, diverged ? null : judged!.Accuracy, seconds);
        lock (_oneAtATime)
        {
            _trials[trial] = _trials[trial] with
            {
                Fit = fit,
                Rungs = [.. _trials[trial].Rungs, rung],
                Outcome = diverged ? SearchOutcome.Diverged : last ? SearchOutcome.Completed : SearchOutcome.Waiting,
            };
            if (diverged)
            {
                _store.Discard(_trials[trial].Number);
            }
            else if (last)
            {
                KeepBest(_trials[trial]);
            }

            _store.Write(new SearchState(_description, [.. _trials]));
            _options.Progress?.Report(_trials[trial]);
        }
    }

    /// <summary>The network after so many epochs, which goes on from where the store has it; null if it diverged.</summary>
    private (TNetwork? Network, string Fit, double Seconds) Train(SearchTrial trial, int epochs, bool alone, CancellationToken cancellation)
    {
        TNetwork network = _create(_options.Seed);
        FitOptions options = _fit(trial.Values);
        if (options.Checkpoint is not null)
        {
            throw new InvalidOperationException($"Expected options without a checkpoint, which is the search's to set; found one for trial {trial.Number}.");
        }

        string fit = Describe(options);
        options = options with
        {
            Epochs = epochs,
            Validation = options.Validation ?? _data.Validation,
            Checkpoint = _store.Checkpoint(trial.Number),
            Threads = alone ? options.Threads : 1,
        };
        try
        {
            History history = network.Fit(_data.Train, options, cancellation);
            cancellation.ThrowIfCancellationRequested();
            return (network, fit, history.Duration.TotalSeconds);
        }
        catch (TrainingDivergedException divergence)
        {
            return (null, fit, divergence.History.Duration.TotalSeconds);
        }
    }

    /// <summary>Takes over what the store holds of the same search.</summary>
    private void Resume()
    {
        if (_store.Read() is not { } kept)
        {
            return;
        }

        if (kept.Search != _description)
        {
            throw new InvalidDataException($"The store holds another search: expected {_description}; found {kept.Search}.");
        }

        if (kept.Trials.Count != _trials.Length)
        {
            throw new InvalidDataException($"The store holds {kept.Trials.Count} trials; expected {_trials.Length}.");
        }

        for (int i = 0; i < _trials.Length; i++)
        {
            SearchTrial trial = kept.Trials[i];
            Agree(_trials[i].Number, "values", _trials[i].Values.ToString(), trial.Values.ToString());
            if (trial.Rungs.Count == 0)
            {
                continue;
            }

            int[] rungs = _brackets[_trials[i].Bracket - 1].Rungs;
            Agree(_trials[i].Number, "options", Describe(_fit(_trials[i].Values)), trial.Fit);
            Agree(
                _trials[i].Number, "epochs", string.Join(" ", rungs.Take(Math.Min(trial.Rungs.Count, rungs.Length))),
                string.Join(" ", trial.Rungs.Select(static rung => rung.Epochs)));
            bool diverged = double.IsNaN(trial.Rungs[^1].ValidationLoss);
            if (trial.Rungs.SkipLast(1).Any(static rung => double.IsNaN(rung.ValidationLoss)))
            {
                throw new InvalidDataException($"The store's trial {trial.Number} trained on after it had diverged.");
            }

            if (_options.Metric == TrainingMetric.ValidationAccuracy && !diverged && trial.Rungs.Any(static rung => rung.ValidationAccuracy is null))
            {
                throw new InvalidDataException($"The store's trial {trial.Number} has no accuracy.");
            }

            _trials[i] = _trials[i] with
            {
                Fit = trial.Fit,
                Rungs = trial.Rungs,
                Outcome = diverged ? SearchOutcome.Diverged : trial.Rungs.Count == rungs.Length ? SearchOutcome.Completed : SearchOutcome.Waiting,
            };
        }
    }

    private static void Agree(int trial, string what, string expected, string found)
    {
        if (expected != found)
        {
            throw new InvalidDataException($"The store holds another search: expected {what} {expected} of trial {trial}, found {found}.");
        }
    }

    private void KeepBest(SearchTrial trial)
    {
        if (_best is null)
        {
            _best = trial;
            return;
        }

        if (_best.Number == trial.Number)
        {
            return;
        }

        bool better = Badness(trial) < Badness(_best) || (Badness(trial) == Badness(_best) && trial.Number < _best.Number);
        _store.Discard(better ? _best.Number : trial.Number);
        _best = better ? trial : _best;
    }

    private void Drop(int[] trials)
    {
        foreach (int trial in trials.Where(trial => _trials[trial].Outcome == SearchOutcome.Waiting))
        {
            _trials[trial] = _trials[trial] with { Outcome = SearchOutcome.Halved };
            _store.Discard(_trials[trial].Number);
        }

        _store.Write(new SearchState(_description, [.. _trials]));
    }

    private double Badness(SearchTrial trial) =>
        _options.Metric == TrainingMetric.ValidationLoss ? trial.Last!.ValidationLoss : -trial.Last!.ValidationAccuracy!.Value;

    private static string Text(SearchBracket bracket) => $"{bracket.Values.Count} trials: {string.Join(" ", bracket.Rungs)} epochs";

    private static string Describe(FitOptions options) =>
        string.Create(CultureInfo.InvariantCulture, $"{options.Optimizer.Description}, batches of {options.BatchSize}");
}
