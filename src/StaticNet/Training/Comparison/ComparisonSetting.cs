namespace StaticNet;

/// <summary>How the networks of a comparison are trained.</summary>
/// <param name="Title">What the setting is called, such as <c>"learning rate 0.01, batch 128"</c>.</param>
/// <param name="LearningRate">Step size that <see cref="CreateOptimizer"/> is given. Positive.</param>
/// <param name="BatchSize">Samples a step, as in <see cref="FitOptions.BatchSize"/>.</param>
/// <param name="Epochs">Passes over the training data, at least 1.</param>
/// <param name="Initializer">Draws all kernels in place of the initialisers the networks declare; those if null.</param>
/// <param name="Seeds">Trainings of each network, with consecutive seeds, at least 1.</param>
public sealed record ComparisonSetting(
    string Title, double LearningRate = 0.001, int BatchSize = 32, int Epochs = 10, InitializerLayout? Initializer = null, int Seeds = 1)
{
    /// <summary>The seed of the first training.</summary>
    public ulong FirstSeed { get; init; } = 1;

    /// <summary>The optimizer for a learning rate: Adam by default.</summary>
    public Func<double, Optimizer> CreateOptimizer { get; init; } = static learningRate => Optimizer.Adam(learningRate);

    /// <summary>Data of this setting, where they are not those of the whole comparison.</summary>
    public DataSplit? Data { get; init; }

    /// <summary>Makes the callbacks of one training, which are kept in its <see cref="ComparisonRun.Callbacks"/>; none by default.</summary>
    public Func<IReadOnlyList<TrainingCallback>> CreateCallbacks { get; init; } = static () => [];
}
