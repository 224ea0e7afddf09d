namespace StaticNet;

public abstract partial class Network
{
    private static readonly Optimizer _defaultOptimizer = Optimizer.Adam();

    /// <summary>The optimizer that trained last, with all it remembers; null before the first training.</summary>
    internal TrainingSession? Session { get; set; }

    /// <summary>
    /// Makes one training step on a batch of labelled samples. Several calls are one <see cref="Fit"/> over the same batches, bit for bit: the optimizer
    /// lives on with the network, its moments and its schedule's position included. The spans are copied; once the largest batch was there, nothing
    /// is allocated.
    /// </summary>
    /// <param name="inputs"><c>[batch, input]</c>, row-major.</param>
    /// <param name="labels">A label a sample, from 0; of a network with a single logit, 0 or 1.</param>
    /// <param name="optimizer">
    /// What moves the weights: one of the description of that at work goes on with what it remembers, another begins afresh. If null, the one
    /// at work, or Adam with its defaults.
    /// </param>
    /// <param name="threads">Threads that share the step: as many as there are processors with 0. The bits do not depend on it.</param>
    /// <param name="weights">
    /// What the samples' losses are multiplied by, a finite number of at least 0 each, as the weights of a data set in <see cref="Fit"/>; all 1 if empty.
    /// </param>
    /// <returns>The mean loss of the batch before the step, penalties included.</returns>
    /// <exception cref="ArgumentException">A length does not fit, a label or a weight is out of range, or the network takes targets.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">
    /// The normalisers have not been fitted, BatchNorm would see a single value a channel, or the network is being trained already.
    /// </exception>
    /// <exception cref="TrainingDivergedException">The loss is not finite. Weights and statistics are as they were.</exception>
    public double TrainOnBatch(
        ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, Optimizer? optimizer = null, int threads = 0, ReadOnlySpan<float> weights = default)
    {
        int rows = RowsOf(inputs);
        int classes = ClassesOfLabels();
        if (labels.Length != rows)
        {
            throw new ArgumentException($"{rows} samples take as many labels; the span holds {labels.Length}.", nameof(labels));
        }

        for (int row = 0; row < rows; row++)
        {
            if ((uint)labels[row] >= (uint)classes)
            {
                throw new ArgumentException($"Row {row}: expected a label from 0 to {classes - 1}, found {labels[row]}.", nameof(labels));
            }
        }

        return StepOn(inputs, labels, [], weights, rows, optimizer, threads);
    }

    /// <summary>
    /// Makes one training step on a batch of samples with targets:
    /// <see cref="TrainOnBatch(ReadOnlySpan{float}, ReadOnlySpan{int}, Optimizer?, int, ReadOnlySpan{float})"/> for regressions, and for classes that
    /// are given as probabilities.
    /// </summary>
    /// <param name="inputs"><c>[batch, input]</c>, row-major.</param>
    /// <param name="targets"><c>[batch, output]</c>, row-major.</param>
    /// <param name="optimizer">What moves the weights; if null, the one at work, or Adam with its defaults.</param>
    /// <param name="threads">Threads that share the step: as many as there are processors with 0. The bits do not depend on it.</param>
    /// <param name="weights">
    /// What the samples' losses are multiplied by, a finite number of at least 0 each, as the weights of a data set in <see cref="Fit"/>; all 1 if empty.
    /// </param>
    /// <returns>The mean loss of the batch before the step, penalties included.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or a weight is out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">
    /// The normalisers have not been fitted, BatchNorm would see a single value a channel, or the network is being trained already.
    /// </exception>
    /// <exception cref="TrainingDivergedException">The loss is not finite. Weights and statistics are as they were.</exception>
    public double TrainOnBatch(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Optimizer? optimizer = null, int threads = 0, ReadOnlySpan<float> weights = default)
    {
        int rows = RowsOf(inputs);
        if (targets.Length != rows * Layout.OutputSize)
        {
            throw new ArgumentException(
                $"{rows} samples take {rows * Layout.OutputSize} targets ({Layout.OutputSize} each); the span holds {targets.Length}.", nameof(targets));
        }

        return StepOn(inputs, [], targets, weights, rows, optimizer, threads);
    }

    /// <summary>
    /// Lets the next training begin with a fresh optimizer: velocities, moments, the position of schedules, the average of the weights and
    /// <see cref="TrainingContext.LearningRateFactor"/> are forgotten, and their memory is freed. Weights stay as they are.
    /// </summary>
    public void ForgetOptimizer() => Session = null;

    private double StepOn(
        ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, int rows, Optimizer? optimizer,
        int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        CheckWeights(weights, rows);
        if (!NormalizersFitted)
        {
            throw new InvalidOperationException(
                $"The normalisers of {Layout.Name} have not been fitted, and one batch is too little to fit them to: call FitNormalizers first.");
        }

        CheckBatchNorm(rows);
        BeginTraining();
        try
        {
            Optimizer wanted = optimizer ?? Session?.Optimizer ?? _defaultOptimizer;
            if (Session is null || !Session.Continues(wanted))
            {
                Session = new TrainingSession(this, wanted);
            }

            return Session.Batches.Run(inputs, labels, targets, weights, rows, threads == 0 ? Environment.ProcessorCount : threads);
        }
        finally
        {
            EndTraining();
        }
    }

    private static void CheckWeights(ReadOnlySpan<float> weights, int rows)
    {
        if (!weights.IsEmpty && weights.Length != rows)
        {
            throw new ArgumentException($"{rows} samples take as many weights, or none; the span holds {weights.Length}.", nameof(weights));
        }

        for (int row = 0; row < weights.Length; row++)
        {
            if (!SampleWeight.IsValid(weights[row]))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Row {row}: expected a weight that is a finite number of at least 0, found {weights[row]}."), nameof(weights));
            }
        }
    }

    private int RowsOf(ReadOnlySpan<float> inputs)
    {
        int rows = inputs.Length / Layout.InputSize;
        return rows > 0 && inputs.Length == rows * Layout.InputSize
            ? rows
            : throw new ArgumentException(
                $"{Layout.Name} takes samples of {Layout.InputSize} values; {inputs.Length} values are no whole number of samples, one or more.",
                nameof(inputs));
    }

    private int ClassesOfLabels()
    {
        bool binary = Layout.Loss == LossKind.BinaryCrossEntropy;
        if ((!binary && !Layout.Loss.IsOfClasses()) || Layout.OutputRows != 1 || (binary && Layout.OutputSize != 1))
        {
            throw new ArgumentException(
                $"{Layout.Name} trains with {Layout.Loss} on {Layout.OutputSize} outputs a sample, which takes {Layout.OutputSize} targets, not a label.",
                "labels");
        }

        return binary ? 2 : Layout.OutputSize;
    }
}
