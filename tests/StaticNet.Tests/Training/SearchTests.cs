using System.Collections.Concurrent;
using System.Globalization;

namespace StaticNet.Tests.Training;

/// <summary>Searches for good options of training.</summary>
public sealed class SearchTests : IDisposable
{
    private static readonly DataSplit _data = TestData.Clusters(150).Split(train: 0.6, validation: 0.2, test: 0.2, seed: 1);

    private static readonly SearchParameter[] _space =
        [SearchParameter.LogUniform("rate", 1e-4, 1), SearchParameter.Choice("batch", 8, 16), SearchParameter.Choice("optimizer", "adam", "sgd")];

    private static readonly SearchOptions _halving = new() { Epochs = 9, MinimumEpochs = 1, Seed = 5 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Values_come_from_their_ranges_and_depend_on_nothing_but_seed_place_and_trial()
    {
        SearchParameter[] all =
        [
            SearchParameter.Uniform("uniform", -2, 3), SearchParameter.LogUniform("log", 1e-5, 10), SearchParameter.Integer("integer", 3, 6),
            SearchParameter.Choice("choice", "a", 2, 0.5),
        ];
        IReadOnlyList<SearchValues> drawn = Search.Drawn(all, seed: 1, 0, 2000);

        Assert.All(drawn, static values => Assert.InRange(values.Number("uniform"), -2, 3));
        Assert.Equal(0.5, drawn.Average(static values => values.Number("uniform")), 0.1);
        Assert.All(drawn, static values => Assert.InRange(values.Number("log"), 1e-5, 10));
        Assert.Equal(-2, drawn.Average(static values => Math.Log10(values.Number("log"))), 0.1);
        Assert.Equal([3, 4, 5, 6], drawn.Select(static values => values.Integer("integer")).Distinct().Order());
        Assert.All(drawn.GroupBy(static values => values["choice"]), static group => Assert.InRange(group.Count(), 580, 760));
        Assert.Equal(["0.5", "2", "a"], drawn.Select(static values => values["choice"].ToString()).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(drawn.Skip(3).Take(2).Select(Text), Search.Drawn(all, 1, 3, 2).Select(Text));
        Assert.Equal(drawn.Take(9).Select(static values => values["log"]), Search.Drawn(all[..2], 1, 0, 9).Select(static values => values["log"]));
        Assert.NotEqual(drawn.Take(9).Select(Text), Search.Drawn(all, 2, 0, 9).Select(Text));
        Assert.All(drawn, static values => Assert.InRange(values["uniform"].ToString().TrimStart('-', '0', '.').Length, 0, 5));
    }

    [Fact]
    public void A_grid_has_every_combination()
    {
        SearchParameter[] space =
        [
            SearchParameter.LogSteps("rate", 0.001, 1, 4), SearchParameter.Steps("momentum", 0, 0.9, 3), SearchParameter.Choice("batch", 8, 16),
        ];
        IReadOnlyList<SearchValues> all = Search.Combinations(space);

        Assert.Equal(24, all.Count);
        Assert.Equal(24, all.Select(Text).Distinct().Count());
        Assert.Equal("rate 0.001, momentum 0, batch 8", Text(all[0]));
        Assert.Equal("rate 0.001, momentum 0, batch 16", Text(all[1]));
        Assert.Equal([0.001, 0.01, 0.1, 1], all.Select(static values => values.Number("rate")).Distinct());
        Assert.Equal([0, 0.45, 0.9], all.Select(static values => values.Number("momentum")).Distinct());
        Refused<ArgumentException>(
            () => Search.Grid<LinearNetwork>(_data, _space, Fit), "rate: 0.0001 to 1, logarithmic: take SearchParameter.Choice, Steps or LogSteps");

        SearchResult<LinearNetwork> result = Search.Grid<LinearNetwork>(
            _data, _space[1..], static values => Fit(0.05, values), new SearchOptions { Epochs = 2 });
        Assert.Equal(
            ["batch 8, optimizer adam", "batch 8, optimizer sgd", "batch 16, optimizer adam", "batch 16, optimizer sgd"],
            result.Trials.Select(static trial => Text(trial.Values)));
        Assert.All(result.Trials, static trial => Assert.Equal(SearchOutcome.Completed, trial.Outcome));
    }

    [Fact]
    public void The_result_is_the_same_for_any_number_of_trials_at_a_time()
    {
        SearchResult<LinearNetwork> oneByOne = Search.Random<LinearNetwork>(_data, _space, 9, Fit, _halving with { Parallel = 1 });
        SearchResult<LinearNetwork> sideBySide = Search.Random<LinearNetwork>(_data, _space, 9, Fit, _halving with { Parallel = 5 });

        Assert.Equal(Course(oneByOne), Course(sideBySide));
        Assert.Equal(oneByOne.Best!.Number, sideBySide.Best!.Number);
        Assert.Equal(Weights(oneByOne.Network!), Weights(sideBySide.Network!));
        Assert.Equal(oneByOne.ToString(), sideBySide.ToString());
    }

    [Fact]
    public void The_better_third_goes_on_and_is_trained_as_if_never_interrupted()
    {
        SearchResult<LinearNetwork> result = Search.Random<LinearNetwork>(_data, _space, 9, Fit, _halving);

        Assert.Equal([1, 1, 1, 1, 1, 1, 2, 2, 3], result.Trials.Select(static trial => trial.Rungs.Count).Order());
        Assert.Equal(8, result.Trials.Count(static trial => trial.Outcome == SearchOutcome.Halved));
        SearchTrial best = Assert.Single(result.Trials, static trial => trial.Outcome == SearchOutcome.Completed);
        Assert.Equal(best.Number, result.Best!.Number);
        Assert.Equal([1, 3, 9], best.Rungs.Select(static rung => rung.Epochs));
        double worstKept = result.Trials.Where(static trial => trial.Rungs.Count > 1).Max(static trial => trial.Rungs[0].ValidationLoss);
        Assert.All(result.Trials.Where(static trial => trial.Rungs.Count == 1), trial => Assert.True(trial.Rungs[0].ValidationLoss >= worstKept));

        LinearNetwork alone = LinearNetwork.Create(5);
        FitOptions options = Fit(best.Values) with { Epochs = 9, Validation = _data.Validation };
        alone.Fit(_data.Train, options);
        Assert.Equal(Weights(alone), Weights(result.Network!));
        Assert.Equal(alone.Evaluate(_data.Validation).Loss, best.Last!.ValidationLoss);
    }

    [Fact]
    public void Rungs_go_back_from_the_last_epoch()
    {
        Assert.Equal([1, 3, 9, 27], new SearchOptions { Epochs = 27 }.Rungs(1));
        Assert.Equal([2, 6, 20], new SearchOptions { Epochs = 20 }.Rungs(2));
        Assert.Equal([20], new SearchOptions { Epochs = 20 }.Rungs(null));
        Assert.Equal([2, 4, 8, 16], new SearchOptions { Epochs = 16, Reduction = 2 }.Rungs(2));
    }

    [Fact]
    public void Hyperband_has_the_brackets_of_the_paper()
    {
        // Table 1 of Li et al., 2018, for 81 epochs and a reduction of 3.
        SearchBracket[] brackets = Search.Brackets(_space, new SearchOptions { Epochs = 81 });
        Assert.Equal([81, 34, 15, 8, 5], brackets.Select(static bracket => bracket.Values.Count));
        Assert.Equal([1, 3, 9, 27, 81], brackets[0].Rungs);
        Assert.Equal([81], brackets[4].Rungs);
        Assert.Equal(143, brackets.SelectMany(static bracket => bracket.Values).Select(static values => values["rate"]).Distinct().Count(), 5.0);

        SearchResult<LinearNetwork> result = Search.Hyperband<LinearNetwork>(_data, _space, Fit, new SearchOptions { Epochs = 9, Seed = 2 });
        Assert.Equal([9, 5, 3], result.Trials.GroupBy(static trial => trial.Bracket).Select(static bracket => bracket.Count()));
        Assert.Equal(
            result.Trials.Where(static trial => trial.Outcome == SearchOutcome.Completed).Min(static trial => trial.Last!.ValidationLoss),
            result.Best!.Last!.ValidationLoss);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(11)]
    public void A_search_cut_short_goes_on_from_its_folder(int trialsBefore)
    {
        SearchResult<LinearNetwork> whole = Search.Random<LinearNetwork>(
            _data, _space, 9, Fit, _halving with { Store = new SearchFolder(_folder.File("whole")) });
        var folder = new SearchFolder(_folder.File("search"));
        using var cancelled = new CancellationTokenSource();
        var cutting = new Listener(trial => trial == trialsBefore, cancelled.Cancel);
        Assert.ThrowsAny<OperationCanceledException>(
            () => Search.Random<LinearNetwork>(_data, _space, 9, Fit, _halving with { Store = folder, Progress = cutting, Parallel = 2 }, cancelled.Token));

        var counting = new Listener(static _ => false, static () => { });
        SearchResult<LinearNetwork> resumed = Search.Random<LinearNetwork>(_data, _space, 9, Fit, _halving with { Store = folder, Progress = counting });

        Assert.Equal(Course(whole), Course(resumed));
        Assert.Equal(Weights(whole.Network!), Weights(resumed.Network!));
        Assert.Equal(13, cutting.Count + counting.Count);
        Assert.Equal(Table(_folder.File("whole")), Table(_folder.File("search")));

        var nothing = new Listener(static _ => false, static () => { });
        SearchResult<LinearNetwork> again = Search.Random<LinearNetwork>(_data, _space, 9, Fit, _halving with { Store = folder, Progress = nothing });
        Assert.Equal(0, nothing.Count);
        Assert.Equal(Weights(whole.Network!), Weights(again.Network!));
        Assert.Single(Directory.GetFiles(folder.Path, "*.checkpoint"));
    }

    [Fact]
    public void The_table_has_a_row_a_trial()
    {
        var folder = new SearchFolder(_folder.File("search"));
        SearchResult<LinearNetwork> result = Search.Random<LinearNetwork>(_data, _space, 3, Fit, new SearchOptions { Epochs = 2, Store = folder });
        string[] lines = File.ReadAllLines(folder.TrialsPath);

        Assert.Equal("trial,bracket,rate,batch,optimizer,outcome,epochs,validation_loss,validation_accuracy,seconds", lines[0]);
        Assert.Equal(4, lines.Length);
        SearchTrial second = result.Trials[1];
        Assert.StartsWith(
            string.Create(
                CultureInfo.InvariantCulture,
                $"2,1,{second.Values["rate"]},{second.Values["batch"]},{second.Values["optimizer"]},completed,2,"
                + $"{second.Last!.ValidationLoss:R},{second.Last.ValidationAccuracy:R},"),
            lines[2],
            StringComparison.Ordinal);
    }

    [Fact]
    public void Another_search_does_not_go_on_from_the_folder()
    {
        var folder = new SearchFolder(_folder.File("search"));
        SearchOptions options = new() { Epochs = 1, Store = folder };
        Search.Random<LinearNetwork>(_data, _space, 2, Fit, options);

        Refused<InvalidDataException>(() => Search.Random<LinearNetwork>(_data, _space, 3, Fit, options), "another search");
        Refused<InvalidDataException>(() => Search.Random<LinearNetwork>(_data, _space, 2, Fit, options with { Seed = 9 }), "another search");
        Refused<InvalidDataException>(
            () => Search.Random<LinearNetwork>(_data, _space, 2, static values => Fit(values) with { BatchSize = 5 }, options), "expected options");
        File.WriteAllText(folder.StatePath, File.ReadAllText(folder.StatePath).Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal));
        Refused<InvalidDataException>(() => Search.Random<LinearNetwork>(_data, _space, 2, Fit, options), "format version 2");
        File.WriteAllText(folder.StatePath, "{}");
        Refused<InvalidDataException>(() => Search.Random<LinearNetwork>(_data, _space, 2, Fit, options), "no state of a search");
    }

    [Fact]
    public void A_trial_that_diverges_is_recorded_and_never_the_best()
    {
        SearchParameter[] space = [SearchParameter.Choice("epoch of NaN", 1, 9, 2)];
        var folder = new SearchFolder(_folder.File("search"));
        SearchResult<LinearNetwork> result = Search.Grid<LinearNetwork>(
            _data, space, Breaking, new SearchOptions { Epochs = 4, MinimumEpochs = 2, Reduction = 2, Store = folder });

        Assert.Equal([SearchOutcome.Diverged, SearchOutcome.Completed, SearchOutcome.Diverged], result.Trials.Select(static trial => trial.Outcome));
        Assert.Equal(2, result.Best!.Number);
        Assert.Contains("1,1,1,diverged,2,,,", File.ReadAllText(folder.TrialsPath), StringComparison.Ordinal);
        Assert.Contains("diverged", result.ToString(), StringComparison.Ordinal);

        SearchResult<LinearNetwork> none = Search.Grid<LinearNetwork>(_data, [SearchParameter.Choice("epoch of NaN", 1)], Breaking);
        Assert.Null(none.Best);
        Assert.Null(none.Network);

        static FitOptions Breaking(SearchValues values) => new() { Callbacks = [new BreakingWeights(values.Integer("epoch of NaN"))] };
    }

    [Fact]
    public void Accuracy_may_decide()
    {
        SearchResult<LinearNetwork> result = Search.Random<LinearNetwork>(
            _data, _space, 6, Fit, new SearchOptions { Epochs = 2, Metric = TrainingMetric.ValidationAccuracy });
        Assert.Equal(result.Trials.Max(static trial => trial.Last!.ValidationAccuracy), result.Best!.Last!.ValidationAccuracy);
        Assert.Equal(result.Trials.First(trial => trial.Last!.ValidationAccuracy == result.Best.Last!.ValidationAccuracy).Number, result.Best.Number);
    }

    [Fact]
    public void Trouble_comes_out_as_itself()
    {
        Refused<TrainingInterruptedException>(
            () => Search.Random<LinearNetwork>(_data, _space, 3, static values => Fit(values) with { Callbacks = [new Failing()] }), "out of patience");
        Refused<InvalidOperationException>(
            () => Search.Random<LinearNetwork>(_data, _space, 3, static values => Fit(values) with { Checkpoint = new CheckpointFile("x") }),
            "without a checkpoint");
        Refused<ArgumentException>(() => Search.Random<LinearNetwork>(_data, [], 3, Fit), "one parameter or more");
        Refused<ArgumentException>(() => Search.Random<LinearNetwork>(_data, [_space[0], _space[0]], 3, Fit), "a name of its own");
        Refused<ArgumentException>(
            () => Search.Random<LinearNetwork>(_data with { Validation = _data.Validation.Slice(0, 0) }, _space, 3, Fit), "validation data");
        Refused<ArgumentException>(() => SearchParameter.LogUniform("rate", 0, 1), "above 0");
        Refused<ArgumentException>(() => SearchParameter.Choice("rate", 1, 1), "all different");
        Refused<ArgumentException>(
            () => Search.Random<LinearNetwork>(_data, _space, 1, static values => new FitOptions { BatchSize = values.Integer("bach") }),
            "'rate', 'batch', 'optimizer', found 'bach'");
        Refused<ArgumentException>(
            () => Search.Random<LinearNetwork>(_data, _space, 1, static values => new FitOptions { BatchSize = values.Integer("rate") }), "an integer");
        Refused<ArgumentException>(
            () => Search.Random<LinearNetwork>(_data, _space, 1, static values => new FitOptions { BatchSize = values.Integer("optimizer") }), "a number");
        Assert.Throws<ArgumentOutOfRangeException>(() => Search.Random<LinearNetwork>(_data, _space, 0, Fit));
        Assert.Throws<ArgumentOutOfRangeException>(() => Search.Random<LinearNetwork>(_data, _space, 3, Fit, new SearchOptions { MinimumEpochs = 11 }));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Search.Random<LinearNetwork>(_data, _space, 3, Fit, new SearchOptions { Metric = TrainingMetric.Loss }));
    }

    private static FitOptions Fit(SearchValues values) => Fit(values.Number("rate"), values);

    private static FitOptions Fit(double rate, SearchValues values) => new()
    {
        BatchSize = values.Integer("batch"),
        Optimizer = values.Word("optimizer") == "adam" ? Optimizer.Adam(rate) : Optimizer.Sgd(rate),
    };

    private static string Text(SearchValues values) => values.ToString();

    private static IEnumerable<string> Course(SearchResult<LinearNetwork> result) =>
        result.Trials.Select(static trial => $"{trial} {trial.Outcome} {trial.Fit}: {string.Join("; ", trial.Rungs.Select(Text))}");

    private static string Text(SearchRung rung) =>
        FormattableString.Invariant($"{rung.Epochs} {rung.ValidationLoss:R} {rung.ValidationAccuracy:R}");

    /// <summary>The table of trials but for the time they took.</summary>
    private static string[] Table(string folder) =>
        [.. File.ReadAllLines(Path.Combine(folder, "trials.csv")).Select(static line => line[..line.LastIndexOf(',')])];

    private static float[] Weights(Network network) => [.. network.Parameters.SelectMany(static parameter => parameter.ToArray())];

    private static void Refused<TException>(Action act, string message)
        where TException : Exception =>
        Assert.Contains(message, Assert.Throws<TException>(act).Message, StringComparison.Ordinal);

    private sealed class BreakingWeights(int epoch) : TrainingCallback
    {
        public override void OnBatchEnd(TrainingContext context)
        {
            if (context.Epoch == epoch)
            {
                context.Network.Parameters[0][0] = float.NaN;
            }
        }
    }

    private sealed class Failing : TrainingCallback
    {
        public override void OnEpochEnd(TrainingContext context) => throw new InvalidOperationException("out of patience");
    }

    private sealed class Listener(Func<int, bool> when, Action act) : IProgress<SearchTrial>
    {
        private readonly ConcurrentQueue<SearchTrial> _trials = new();

        public int Count => _trials.Count;

        public void Report(SearchTrial value)
        {
            _trials.Enqueue(value);
            if (when(Count))
            {
                act();
            }
        }
    }
}
