using System.Globalization;
using System.Text;

namespace StaticNet;

/// <summary>
/// Whether a classifier is as often right as it says it is: predictions sorted by their confidence, the probability given to the class predicted, into
/// bins of equal width, and how often those of each bin were right (Guo, Pleiss, Sun &amp; Weinberger, On Calibration of Modern Neural Networks, ICML
/// 2017, section 2). Of yes-or-no questions, the confidence is that of the answer given, one half or more.
/// </summary>
public sealed class CalibrationCurve
{
    private CalibrationCurve(IReadOnlyList<CalibrationBin> bins)
    {
        Bins = bins;
        Count = bins.Sum(static bin => bin.Count);
    }

    /// <summary>The bins, from the least confidence to the largest.</summary>
    public IReadOnlyList<CalibrationBin> Bins { get; }

    /// <summary>Predictions in all.</summary>
    public long Count { get; }

    /// <summary>Share of predictions that was right.</summary>
    public double Accuracy => Filled.Sum(static bin => bin.Count * bin.Accuracy) / Count;

    /// <summary>Mean confidence; above <see cref="Accuracy"/>, the classifier is too sure of itself.</summary>
    public double Confidence => Filled.Sum(static bin => bin.Count * bin.Confidence) / Count;

    /// <summary>
    /// The expected calibration error: |accuracy − confidence| of the bins, weighed by their predictions. 0 is perfect; of few predictions, chance alone
    /// makes it more.
    /// </summary>
    public double ExpectedError => Filled.Sum(static bin => bin.Count * Math.Abs(bin.Accuracy - bin.Confidence)) / Count;

    /// <summary>The maximum calibration error: the largest |accuracy − confidence| of a bin.</summary>
    public double LargestError => Filled.Max(static bin => Math.Abs(bin.Accuracy - bin.Confidence));

    private IEnumerable<CalibrationBin> Filled => Bins.Where(static bin => bin.Count > 0);

    /// <summary>The curve of a network, as it predicts.</summary>
    /// <param name="network">A network that trains with a cross-entropy.</param>
    /// <param name="data">Data that it was not trained on, with labels or targets.</param>
    /// <param name="bins">Number of bins, at least 1.</param>
    /// <param name="batchSize">Samples at once, at least 1. Of no influence on the result but through rounding.</param>
    /// <exception cref="ArgumentException">The network's outputs are no probabilities, or the data do not fit or are empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no bins, or no batch.</exception>
    public static CalibrationCurve Of(Network network, DataSet data, int bins = 15, int batchSize = 256)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        return Of(LogitRows.Read(network, data, batchSize, nameof(data)), scale: 1, bins);
    }

    /// <summary>The curve of predictions at hand, whatever made them.</summary>
    /// <param name="confidences">The probability given to each answer, in [0, 1].</param>
    /// <param name="hits">Whether the answer was right.</param>
    /// <param name="bins">Number of bins, at least 1.</param>
    /// <exception cref="ArgumentException">There are none, or not as many of one as of the other; a confidence is not in [0, 1].</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no bins.</exception>
    public static CalibrationCurve Of(ReadOnlySpan<double> confidences, ReadOnlySpan<bool> hits, int bins = 15)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (confidences.IsEmpty || confidences.Length != hits.Length)
        {
            throw new ArgumentException($"There are {confidences.Length} confidences and {hits.Length} hits; expected as many, one or more.", nameof(hits));
        }

        var counts = new long[bins];
        var sums = new double[bins];
        var right = new long[bins];
        for (int i = 0; i < confidences.Length; i++)
        {
            if (!(confidences[i] is >= 0 and <= 1))
            {
                throw new ArgumentException(FormattableString.Invariant($"Confidence {i} is {confidences[i]}; expected a probability."), nameof(confidences));
            }

            int bin = Math.Clamp((int)Math.Ceiling(confidences[i] * bins) - 1, 0, bins - 1);
            counts[bin]++;
            sums[bin] += confidences[i];
            right[bin] += hits[i] ? 1 : 0;
        }

        return new CalibrationCurve(
        [
            .. Enumerable.Range(0, bins).Select(bin => new CalibrationBin(
                (double)bin / bins, (bin + 1.0) / bins, counts[bin], sums[bin] / counts[bin], (double)right[bin] / counts[bin])),
        ]);
    }

    /// <summary>A table of the bins that hold predictions.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{Count} predictions, accuracy {Accuracy:F4}, confidence {Confidence:F4}, expected calibration error {ExpectedError:F4}");
        text.AppendLine("confidence       predictions    mean  accuracy");
        foreach (CalibrationBin bin in Filled)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{bin.Lower:F3} to {bin.Upper:F3}  {bin.Count,11}  {bin.Confidence:F4}    {bin.Accuracy:F4}");
        }

        return text.ToString();
    }

    /// <summary>The curve of logits multiplied by <paramref name="scale"/>.</summary>
    internal static CalibrationCurve Of(LogitRows rows, double scale, int bins)
    {
        var confidences = new double[rows.Count];
        var hits = new bool[rows.Count];
        var probabilities = new double[rows.Columns];
        for (int row = 0; row < rows.Count; row++)
        {
            Probabilities.FromLogits(rows.Logits(row), rows.OfClasses, scale, probabilities);
            int answer = rows.OfClasses ? ArgMax(probabilities) : probabilities[0] > 0.5 ? 1 : 0;
            double confidence = rows.OfClasses || answer == 1 ? probabilities[rows.OfClasses ? answer : 0] : 1 - probabilities[0];
            confidences[row] = Math.Min(confidence, 1);
            hits[row] = answer == rows.Actual(row);
        }

        return Of(confidences, hits, bins);
    }

    private static int ArgMax(double[] values)
    {
        int largest = 0;
        for (int i = 1; i < values.Length; i++)
        {
            largest = values[i] > values[largest] ? i : largest;
        }

        return largest;
    }
}
