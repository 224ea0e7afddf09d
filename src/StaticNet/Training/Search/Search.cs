namespace StaticNet;

/// <summary>
/// Looks for good options of training: learning rate, batch size, optimizer, or whatever a function makes of a trial's values. Trials are judged on the
/// validation data and never see the test data.
/// <code>
/// SearchResult&lt;DigitNet&gt; result = Search.Random&lt;DigitNet&gt;(
///     data,
///     [SearchParameter.LogUniform("learning rate", 1e-4, 1), SearchParameter.Choice("batch size", 16, 32, 64)],
///     trials: 27,
///     values => new FitOptions { BatchSize = values.Integer("batch size"), Optimizer = Optimizer.Adam(values.Number("learning rate")) },
///     new SearchOptions { Epochs = 27, MinimumEpochs = 1 });
/// </code>
/// </summary>
/// <remarks>
/// Several trials are under way at a time, each on a thread of its own; all of a rung are over before the better ones go on, so that the result is
/// the same, bit for bit, for any number. A trial that goes on is the same training as one that was never interrupted. A trial that diverges is
/// recorded (<see cref="SearchOutcome.Diverged"/>), and the others go on.
/// </remarks>
public static class Search
{
    /// <summary>Draws the values of trials at random (Bergstra &amp; Bengio, JMLR 13, 2012).</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="data">What to train on, and the validation data to judge trials by.</param>
    /// <param name="parameters">What is varied, at least one, each of a name of its own.</param>
    /// <param name="trials">How many sets of values, at least 1.</param>
    /// <param name="fit">
    /// The options of one training, callbacks included, which must not be shared by trainings. Epochs, checkpoint and, where it has none, validation data
    /// are the search's to set.
    /// </param>
    /// <param name="options">How to search; the defaults of <see cref="SearchOptions"/> if null.</param>
    /// <param name="cancellation">Ends all trainings; what was found so far is in the store.</param>
    /// <exception cref="ArgumentException">There is nothing to vary or no validation data, or data or options do not fit.</exception>
    /// <exception cref="InvalidOperationException">The options of a training have a checkpoint.</exception>
    /// <exception cref="InvalidDataException">The store holds another search, or is damaged.</exception>
    /// <exception cref="TrainingInterruptedException">A callback or the data threw an exception.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static SearchResult<TNetwork> Random<TNetwork>(
        DataSplit data,
        IReadOnlyList<SearchParameter> parameters,
        int trials,
        Func<SearchValues, FitOptions> fit,
        SearchOptions? options = null,
        CancellationToken cancellation = default)
        where TNetwork : Network, INetwork<TNetwork>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        options = Checked(parameters, options);
        SearchBracket bracket = new(Drawn(parameters, options.Seed, 0, trials), options.Rungs(options.MinimumEpochs));
        return new SearchRun<TNetwork>(TNetwork.Create, data, [bracket], fit, options, $"random: {Text(parameters)}").Run(cancellation);
    }

    /// <summary>Tries every combination of values.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="data">What to train on, and the validation data to judge trials by.</param>
    /// <param name="parameters">What is varied, at least one, each of a name of its own and with values that can be counted. The last varies fastest.</param>
    /// <param name="fit">As for <see cref="Random"/>.</param>
    /// <param name="options">How to search; the defaults of <see cref="SearchOptions"/> if null.</param>
    /// <param name="cancellation">Ends all trainings; what was found so far is in the store.</param>
    /// <inheritdoc cref="Random" path="/exception"/>
    public static SearchResult<TNetwork> Grid<TNetwork>(
        DataSplit data,
        IReadOnlyList<SearchParameter> parameters,
        Func<SearchValues, FitOptions> fit,
        SearchOptions? options = null,
        CancellationToken cancellation = default)
        where TNetwork : Network, INetwork<TNetwork>
    {
        options = Checked(parameters, options);
        SearchBracket bracket = new(Combinations(parameters), options.Rungs(options.MinimumEpochs));
        return new SearchRun<TNetwork>(TNetwork.Create, data, [bracket], fit, options, $"grid: {Text(parameters)}").Run(cancellation);
    }

    /// <summary>
    /// Successive halving several times over, from many trials of few epochs to few trials of all epochs, each bracket at about the same cost: for when nobody
    /// knows how soon a good trial shows (Li et al., JMLR 18, 2018, algorithm 1).
    /// </summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="data">What to train on, and the validation data to judge trials by.</param>
    /// <param name="parameters">What is varied, at least one, each of a name of its own.</param>
    /// <param name="fit">As for <see cref="Random"/>.</param>
    /// <param name="options">
    /// How to search; <see cref="SearchOptions.Epochs"/> and <see cref="SearchOptions.Reduction"/> decide how many trials there are.
    /// </param>
    /// <param name="cancellation">Ends all trainings; what was found so far is in the store.</param>
    /// <inheritdoc cref="Random" path="/exception"/>
    public static SearchResult<TNetwork> Hyperband<TNetwork>(
        DataSplit data,
        IReadOnlyList<SearchParameter> parameters,
        Func<SearchValues, FitOptions> fit,
        SearchOptions? options = null,
        CancellationToken cancellation = default)
        where TNetwork : Network, INetwork<TNetwork>
    {
        options = Checked(parameters, options);
        return new SearchRun<TNetwork>(TNetwork.Create, data, Brackets(parameters, options), fit, options, $"hyperband: {Text(parameters)}").Run(cancellation);
    }

    internal static SearchBracket[] Brackets(IReadOnlyList<SearchParameter> parameters, SearchOptions options)
    {
        int[] rungs = options.Rungs(options.MinimumEpochs ?? 1);
        var brackets = new List<SearchBracket>();
        int trials = 0;
        for (int halvings = rungs.Length - 1; halvings >= 0; halvings--)
        {
            int count = (int)Math.Ceiling(rungs.Length / (halvings + 1.0) * Math.Pow(options.Reduction, halvings));
            brackets.Add(new SearchBracket(Drawn(parameters, options.Seed, trials, count), rungs[^(halvings + 1)..]));
            trials += count;
        }

        return [.. brackets];
    }

    internal static IReadOnlyList<SearchValues> Drawn(IReadOnlyList<SearchParameter> parameters, ulong seed, int first, int count) =>
    [
        .. Enumerable.Range(first, count).Select(trial => new SearchValues(
            parameters.Select(static parameter => parameter.Name), parameters.Select((parameter, place) => parameter.Draw(seed, place, trial)))),
    ];

    internal static IReadOnlyList<SearchValues> Combinations(IReadOnlyList<SearchParameter> parameters)
    {
        IEnumerable<IEnumerable<SearchValue>> combinations = [[]];
        foreach (SearchParameter parameter in parameters)
        {
            IReadOnlyList<SearchValue> values = parameter.Values
                ?? throw new ArgumentException(
                    $"Expected values that can be counted, found {parameter}: take SearchParameter.Choice, Steps or LogSteps for a grid.", nameof(parameters));
            combinations = combinations.SelectMany(_ => values, static (before, value) => before.Append(value));
        }

        return [.. combinations.Select(values => new SearchValues(parameters.Select(static parameter => parameter.Name), values))];
    }

    internal static SearchOptions Checked(IReadOnlyList<SearchParameter> parameters, SearchOptions? options)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.Count == 0 || parameters.Select(static parameter => parameter.Name).Distinct(StringComparer.Ordinal).Count() != parameters.Count)
        {
            throw new ArgumentException(
                "Expected one parameter or more, each of a name of its own, "
                + $"found '{string.Join("', '", parameters.Select(static parameter => parameter.Name))}'.",
                nameof(parameters));
        }

        options ??= new SearchOptions();
        options.Check();
        return options;
    }

    private static string Text(IReadOnlyList<SearchParameter> parameters) => string.Join("; ", parameters);
}
