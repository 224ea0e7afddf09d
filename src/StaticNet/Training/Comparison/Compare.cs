namespace StaticNet;

/// <summary>
/// Trains several networks in several settings, each with several seeds, on the same data. As many trainings are under way as there are
/// processors, each on a thread of its own, and none depends on any other: the result is the same, bit for bit, as of one after the other.
/// </summary>
public static class Compare
{
    /// <summary>Two networks in one setting, such as one without and one with BatchNorm.</summary>
    /// <typeparam name="TWithout">The network without what is in question.</typeparam>
    /// <typeparam name="TWith">The network with it.</typeparam>
    /// <param name="data">What to train on, to judge each epoch by, and to judge the trained networks by.</param>
    /// <param name="setting">How both are trained.</param>
    /// <param name="progress">Told of epochs and of trainings that are over; nobody if null.</param>
    /// <param name="cancellation">Ends all trainings.</param>
    /// <inheritdoc cref="RunAll" path="/exception"/>
    public static Comparison Run<TWithout, TWith>(
        DataSplit data, ComparisonSetting setting, IComparisonProgress? progress = null, CancellationToken cancellation = default)
        where TWithout : Network, INetwork<TWithout>
        where TWith : Network, INetwork<TWith> =>
        RunAll(data, [Contestant.Of<TWithout>(), Contestant.Of<TWith>()], [setting], 0, progress, cancellation);

    /// <summary>Any number of networks in any number of settings.</summary>
    /// <param name="data">What to train on, to judge each epoch by (which empty validation data leave out), and to judge the trained networks by.</param>
    /// <param name="contestants">The networks, at least one.</param>
    /// <param name="settings">How each is trained, at least one.</param>
    /// <param name="parallel">Trainings under way at a time; as many as there are processors with 0.</param>
    /// <param name="progress">Told of epochs and of trainings that are over; nobody if null.</param>
    /// <param name="cancellation">Ends all trainings.</param>
    /// <remarks>
    /// A training that diverges is recorded as such (<see cref="ComparisonRun.Divergence"/>), and the others go on; any other exception ends
    /// the comparison.
    /// </remarks>
    /// <exception cref="ArgumentException">There is no network or no setting, or the data do not fit.</exception>
    /// <exception cref="TrainingInterruptedException">A callback or the data threw an exception.</exception>
    /// <exception cref="OperationCanceledException">The comparison was cancelled.</exception>
    public static Comparison RunAll(
        DataSplit data,
        IReadOnlyList<Contestant> contestants,
        IReadOnlyList<ComparisonSetting> settings,
        int parallel = 0,
        IComparisonProgress? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(contestants);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfNegative(parallel);
        Check(contestants, settings);
        Job[] jobs =
        [
            .. from setting in settings
               from contestant in contestants
               from seed in Enumerable.Range(0, setting.Seeds)
               select new Job(contestant, setting, setting.FirstSeed + (ulong)seed),
        ];
        var runs = new ComparisonRun[jobs.Length];
        var notice = new Notice(progress, jobs.Length);
        SeparateTrainings.Run(jobs.Length, parallel, index =>
        {
            runs[index] = jobs[index].Run(jobs[index].Setting.Data ?? data, notice, cancellation);
            notice.Completed(runs[index]);
        }, cancellation);
        return new Comparison([.. contestants], [.. settings], runs);
    }

    private static void Check(IReadOnlyList<Contestant> contestants, IReadOnlyList<ComparisonSetting> settings)
    {
        if (contestants.Count == 0)
        {
            throw new ArgumentException("Expected at least one network, found none.", nameof(contestants));
        }

        if (settings.Count == 0)
        {
            throw new ArgumentException("Expected at least one setting, found none.", nameof(settings));
        }

        foreach (ComparisonSetting setting in settings)
        {
            if (setting.Seeds < 1)
            {
                throw new ArgumentException($"Expected at least one seed in the setting '{setting.Title}', found {setting.Seeds}.", nameof(settings));
            }
        }
    }

    /// <summary>One training to be done.</summary>
    private sealed record Job(Contestant Contestant, ComparisonSetting Setting, ulong Seed)
    {
        public ComparisonRun Run(DataSplit data, Notice notice, CancellationToken cancellation)
        {
            Network network = Contestant.Create(Seed);
            if (Setting.Initializer is { } initializer)
            {
                network.DrawKernels(initializer);
            }

            IReadOnlyList<TrainingCallback> callbacks = Setting.CreateCallbacks();
            var options = new FitOptions
            {
                Epochs = Setting.Epochs,
                BatchSize = Setting.BatchSize,
                Optimizer = Setting.CreateOptimizer(Setting.LearningRate),
                Validation = data.Validation.Count > 0 ? data.Validation : null,
                Threads = 1,
                Callbacks = callbacks,
                Progress = notice.Wanted ? new EpochNotice(this, notice) : null,
            };
            try
            {
                History history = network.Fit(data.Train, options, cancellation);
                cancellation.ThrowIfCancellationRequested();
                return new ComparisonRun(Contestant, Setting, Seed, network, history)
                {
                    Test = network.Evaluate(data.Test),
                    Callbacks = callbacks,
                };
            }
            catch (TrainingDivergedException divergence)
            {
                return new ComparisonRun(Contestant, Setting, Seed, network, divergence.History)
                {
                    Divergence = divergence,
                    Callbacks = callbacks,
                };
            }
        }
    }

    /// <summary>Takes what happens on several threads to one listener, one call at a time.</summary>
    private sealed class Notice(IComparisonProgress? progress, int total)
    {
        private readonly Lock _oneAtATime = new();
        private int _completed;

        public bool Wanted => progress is not null;

        public void Epoch(Job job, EpochRecord epoch)
        {
            lock (_oneAtATime)
            {
                progress?.OnEpoch(job.Contestant, job.Setting, job.Seed, epoch);
            }
        }

        public void Completed(ComparisonRun run)
        {
            lock (_oneAtATime)
            {
                progress?.OnRun(run, ++_completed, total);
            }
        }
    }

    private sealed class EpochNotice(Job job, Notice notice) : ITrainingProgress
    {
        public void OnStep(in TrainingReport report)
        {
        }

        public void OnEpoch(EpochRecord epoch, int epochs) => notice.Epoch(job, epoch);
    }
}
