using System.Globalization;

namespace StaticNet;

/// <summary>How much worse a network with BatchNorm predicts, by moving statistics, than it does by the statistics of batches.</summary>
public sealed class StatisticsGap
{
    private const double LargeRatio = 1.25;
    private const double LargeLossGap = 0.1;
    private const double LargeAccuracyGap = 0.02;
    private const double LeastRowsLost = 5;
    private const double LargeOutputGap = 0.1;
    private const int FewValues = 16;

    internal StatisticsGap(long rows, int batchSize, int valuesPerChannel)
    {
        Rows = rows;
        BatchSize = batchSize;
        ValuesPerChannel = valuesPerChannel;
    }

    /// <summary>Samples judged.</summary>
    public long Rows { get; }

    /// <summary>Samples a batch, at the most.</summary>
    public int BatchSize { get; }

    /// <summary>Mean loss by moving statistics, as in prediction.</summary>
    public double PredictionLoss { get; internal init; }

    /// <summary>Mean loss by the statistics of each batch, as in training, without dropout.</summary>
    public double BatchLoss { get; internal init; }

    /// <summary>Fraction classified rightly by moving statistics; null for a regression.</summary>
    public double? PredictionAccuracy { get; internal init; }

    /// <summary>Fraction classified rightly by the statistics of each batch; null for a regression.</summary>
    public double? BatchAccuracy { get; internal init; }

    /// <summary>
    /// Root of the mean squared difference between the two outputs, as a share of the outputs' standard deviation within their columns: 0 where they agree.
    /// </summary>
    public double OutputGap { get; internal init; }

    /// <summary>
    /// Whether predictions are so much worse that something is probably wrong: at least 2 % (and 5 rows) fewer classified rightly, or a loss that is 25 %
    /// and 0.1 higher; of a regression, a loss 25 % higher with outputs a tenth of their deviation apart; or no finite loss.
    /// </summary>
    public bool IsLarge =>
        (!double.IsFinite(PredictionLoss) && double.IsFinite(BatchLoss))
        || (PredictionAccuracy is { } accuracy
            ? (BatchAccuracy - accuracy >= LargeAccuracyGap && (BatchAccuracy - accuracy) * Rows >= LeastRowsLost)
                || (PredictionLoss > LargeRatio * BatchLoss && PredictionLoss - BatchLoss > LargeLossGap)
            : PredictionLoss > LargeRatio * BatchLoss && OutputGap > LargeOutputGap);

    /// <summary>What a gap usually comes of, the likeliest first, each with its cure.</summary>
    public IReadOnlyList<string> Causes
    {
        get
        {
            var causes = new List<string>();
            foreach ((double momentum, double share) in InitialShares)
            {
                causes.Add(
                    $"the momentum of {Text(momentum)} is too high for so few steps: {Text(Math.Round(100 * share))} % of the initial statistics are left "
                    + "(lower it, or recalibrate)");
            }

            if (ValuesPerChannel < FewValues)
            {
                causes.Add(
                    $"batches are small, {ValuesPerChannel} values a channel, so that their statistics are far from those of all data "
                    + "(train on larger ones, or with Renormalize = true)");
            }

            causes.Add("the statistics lag behind weights that moved fast (RecalibrateStatistics on the training data gathers them anew)");
            causes.Add(
                OnValidation
                    ? "validation data are distributed otherwise than the training data"
                    : "these data are distributed otherwise than the training data");
            return causes;
        }
    }

    /// <summary>Values a channel and batch at the fewest.</summary>
    internal int ValuesPerChannel { get; }

    /// <summary>Momenta whose averages still hold a lot of what they began with, and how much.</summary>
    internal IReadOnlyList<(double Momentum, double Share)> InitialShares { get; init; } = [];

    /// <summary>Whether it was measured on validation data, during Fit.</summary>
    internal bool OnValidation { get; init; }

    /// <summary>The figures in a sentence and, where the gap is large, its usual causes.</summary>
    public override string ToString()
    {
        string accuracy = PredictionAccuracy is { } predicted ? $" and an accuracy of {Share(predicted)}" : "";
        string batchAccuracy = BatchAccuracy is { } batch ? $" and {Share(batch)}" : "";
        string where = OnValidation ? " of the validation data" : "";
        string figures =
            $"on {Rows} rows{where}, predictions by moving statistics have a loss of {Figure(PredictionLoss)}{accuracy}, by the statistics of batches of "
            + $"{BatchSize} one of {Figure(BatchLoss)}{batchAccuracy}; outputs are {Share(OutputGap)} of their deviation apart.";
        return IsLarge
            ? $"BatchNorm predicts worse than it trains: {figures} Usual causes: {string.Join("; ", Causes)}."
            : char.ToUpperInvariant(figures[0]) + figures[1..];
    }

    private static string Figure(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Share(double value) => (100 * value).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
