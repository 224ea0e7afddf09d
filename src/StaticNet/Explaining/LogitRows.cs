using StaticNet.Kernels;

namespace StaticNet;

/// <summary>The logits that a network gives for a data set, beside what it should say: read once, looked at many times.</summary>
internal sealed class LogitRows
{
    private readonly List<float> _logits = [];
    private readonly List<float> _targets = [];
    private readonly List<int> _labels = [];

    private LogitRows(NetworkLayout layout)
    {
        OfClasses = Probabilities.AreOfClasses(layout);
        Columns = OfClasses ? layout.OutputShape[^1] : 1;
    }

    /// <summary>Whether a row is a choice among classes; otherwise it is one yes-or-no question.</summary>
    public bool OfClasses { get; }

    /// <summary>Logits of a row.</summary>
    public int Columns { get; }

    /// <summary>Rows: decisions, of which a sample may ask for several.</summary>
    public int Count => _logits.Count / Columns;

    /// <summary>Runs the network over the data as it predicts.</summary>
    /// <exception cref="ArgumentException">The network's outputs are no probabilities, or the data do not fit or are empty.</exception>
    public static LogitRows Read(Network network, DataSet data, int batchSize, string argument)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        NetworkLayout layout = network.Layout;
        Probabilities.Require(layout, nameof(network));
        DataRequirements.Check(layout, data, argument);
        var rows = new LogitRows(layout);
        using var batches = new TrainingBatches(data, batchSize, avoidSingle: false, dropLast: false);
        var pass = new ModePass(network, EvaluationMode.Prediction);
        var logits = new float[batches.MaximumRows * layout.OutputSize];
        batches.Begin(BatchOrder.Sequential);
        while (batches.Next())
        {
            Span<float> batch = logits.AsSpan(0, batches.Rows * layout.OutputSize);
            pass.Run(batches.Input, batches.Rows);
            network.ReadLogits(batch, batches.Rows);
            rows._logits.AddRange(batch);
            rows._labels.AddRange(batches.Labels.Span);
            rows._targets.AddRange(batches.Targets.Span);
        }

        return rows.Count > 0 ? rows : throw DataRequirements.NoRows(argument);
    }

    /// <summary>The logits of a row.</summary>
    public ReadOnlySpan<float> Logits(int row) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_logits).Slice(row * Columns, Columns);

    /// <summary>The probability that should have been given to a class, or, of a question, to yes.</summary>
    public double Target(int row, int column) =>
        _targets.Count > 0 ? _targets[(row * Columns) + column] : OfClasses ? (_labels[row] == column ? 1 : 0) : _labels[row];

    /// <summary>The class that is right: of soft targets the likeliest, of a question 1 from one half on.</summary>
    public int Actual(int row)
    {
        if (_targets.Count == 0)
        {
            return _labels[row];
        }

        if (!OfClasses)
        {
            return _targets[row] >= 0.5f ? 1 : 0;
        }

        int largest = 0;
        for (int column = 1; column < Columns; column++)
        {
            largest = Target(row, column) > Target(row, largest) ? column : largest;
        }

        return largest;
    }

    /// <summary>Mean of −ln of the probability of what is right, where logits are multiplied by <paramref name="scale"/>, and its derivative by that.</summary>
    public (double Loss, double Derivative) LogLoss(double scale)
    {
        double loss = 0;
        double derivative = 0;
        for (int row = 0; row < Count; row++)
        {
            ReadOnlySpan<float> logits = Logits(row);
            (double rowLoss, double rowDerivative) = OfClasses ? ClassLoss(row, logits, scale) : QuestionLoss(row, logits[0], scale);
            loss += rowLoss;
            derivative += rowDerivative;
        }

        return (loss / Count, derivative / Count);
    }

    /// <summary><c>ln Σ e^(s·z) − Σ t·s·z</c> and <c>Σ p·z − Σ t·z</c>, targets that add up to 1.</summary>
    private (double Loss, double Derivative) ClassLoss(int row, ReadOnlySpan<float> logits, double scale)
    {
        double largest = double.NegativeInfinity;
        foreach (float logit in logits)
        {
            largest = Math.Max(largest, scale * logit);
        }

        double sum = 0;
        double weighted = 0;
        double expected = 0;
        double share = 0;
        for (int column = 0; column < logits.Length; column++)
        {
            double power = PortableMath.Exp((scale * logits[column]) - largest);
            double target = Target(row, column);
            sum += power;
            weighted += power * logits[column];
            expected += target * logits[column];
            share += target;
        }

        return ((share * (PortableMath.Log(sum) + largest)) - (scale * expected), (share * (weighted / sum)) - expected);
    }

    /// <summary><c>ln(1 + e^(s·z)) − t·s·z</c> and <c>(p − t)·z</c>.</summary>
    private (double Loss, double Derivative) QuestionLoss(int row, double logit, double scale)
    {
        double scaled = scale * logit;
        double target = Target(row, 0);
        double loss = Math.Max(scaled, 0) + PortableMath.Log(1 + PortableMath.Exp(-Math.Abs(scaled))) - (target * scaled);
        return (loss, ((1 / (1 + PortableMath.Exp(-scaled))) - target) * logit);
    }
}
