using System.Globalization;
using StaticNet.Kernels;

namespace StaticNet;

/// <summary>
/// One number that makes a classifier say how sure it may be: its logits are divided by a temperature T, chosen so that the mean log loss on data it was
/// not trained on is least (Guo, Pleiss, Sun &amp; Weinberger, On Calibration of Modern Neural Networks, ICML 2017, section 4.2). T &gt; 1 takes back
/// confidence that training gave too much of. The largest logit stays the largest, so that every answer stays as it was.
/// </summary>
/// <remarks>
/// <see cref="Apply"/> divides the weights of the last layer by T, and those of what it adds up, so that there is nothing to carry along: the network, its
/// files, its predictors of any precision and what it trains further from are calibrated. Training further may undo it; calibrate last. Applied again, it
/// finds a T of about 1. The weights are rounded once, by which two logits that differ in the last digit alone may change places.
/// </remarks>
public sealed class TemperatureScaling
{
    /// <summary>
    /// How far T may lie from 1: a classifier that is always right asks for no temperature at all, and one that knows nothing for an infinite one.
    /// </summary>
    private const double LargestTemperature = 100;

    private TemperatureScaling(double temperature, double logLossBefore, double logLossAfter, CalibrationCurve before, CalibrationCurve after)
    {
        Temperature = temperature;
        LogLossBefore = logLossBefore;
        LogLossAfter = logLossAfter;
        Before = before;
        After = after;
    }

    /// <summary>The temperature T, from 0.01 to 100.</summary>
    public double Temperature { get; }

    /// <summary>Mean log loss of the data with logits as they were.</summary>
    public double LogLossBefore { get; }

    /// <summary>Mean log loss of the data with logits divided by T.</summary>
    public double LogLossAfter { get; }

    /// <summary>The calibration with logits as they were.</summary>
    public CalibrationCurve Before { get; }

    /// <summary>The calibration with logits divided by T.</summary>
    public CalibrationCurve After { get; }

    /// <summary>Finds the temperature, and leaves the network as it is.</summary>
    /// <param name="network">A network that trains with a cross-entropy.</param>
    /// <param name="validation">Data that it was not trained on, with labels or targets.</param>
    /// <param name="bins">Bins of the calibration curves, at least 1.</param>
    /// <param name="batchSize">Samples at once, at least 1. Of no influence on the result but through rounding.</param>
    /// <exception cref="ArgumentException">
    /// The network's outputs are no probabilities, the data do not fit or are empty, or a logit is not finite.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no bins, or no batch.</exception>
    public static TemperatureScaling Measure(Network network, DataSet validation, int bins = 15, int batchSize = 256)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(validation);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        LogitRows rows = LogitRows.Read(network, validation, batchSize, nameof(validation));
        double before = rows.LogLoss(1).Loss;
        if (!double.IsFinite(before))
        {
            throw new ArgumentException(
                $"A logit of {network.Layout.Name} is not finite for these data: a feature, or what a layer makes of it, is NaN or infinite.",
                nameof(validation));
        }

        double scale = BestScale(rows);
        return new TemperatureScaling(
            1 / scale, before, rows.LogLoss(scale).Loss, CalibrationCurve.Of(rows, 1, bins), CalibrationCurve.Of(rows, scale, bins));
    }

    /// <summary>Finds the temperature, and divides the network's logits by it from now on: see <see cref="TemperatureScaling"/>.</summary>
    /// <param name="network">A network that trains with a cross-entropy, and whose logits some weights scale.</param>
    /// <param name="validation">Data that it was not trained on, with labels or targets.</param>
    /// <param name="bins">Bins of the calibration curves, at least 1.</param>
    /// <param name="batchSize">Samples at once, at least 1. Of no influence on the result but through rounding.</param>
    /// <returns>What was found and done.</returns>
    /// <exception cref="ArgumentException">
    /// The network's outputs are no probabilities, the data do not fit or are empty, or a logit is not finite. The network is as it was.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no bins, or no batch.</exception>
    /// <exception cref="InvalidOperationException">No weights of the network scale its logits, such as where these come out of Tanh.</exception>
    public static TemperatureScaling Apply(Network network, DataSet validation, int bins = 15, int batchSize = 256)
    {
        ArgumentNullException.ThrowIfNull(network);
        Probabilities.Require(network.Layout, nameof(network));
        if (network.Layout.LogitTensors.Length == 0)
        {
            throw new InvalidOperationException(
                $"No weights of {network.Layout.Name} scale its logits alone, so that a temperature cannot become part of them: let it end in a Dense before "
                + "softmax or sigmoid.");
        }

        TemperatureScaling scaling = Measure(network, validation, bins, batchSize);
        foreach (string name in network.Layout.LogitTensors)
        {
            ParameterView tensor = network.Parameters[name];
            tensor.CopyFrom(Array.ConvertAll(tensor.ToArray(), value => (float)(value / scaling.Temperature)));
        }

        return scaling;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"temperature {Temperature:F4}: log loss {LogLossBefore:F4} to {LogLossAfter:F4}, "
        + $"expected calibration error {Before.ExpectedError:F4} to {After.ExpectedError:F4}");

    /// <summary>
    /// The factor 1/T of the least log loss. By it the loss is convex, so its derivative changes sign once; half the interval of its logarithm goes with
    /// each step.
    /// </summary>
    private static double BestScale(LogitRows rows)
    {
        double low = -PortableMath.Log(LargestTemperature);
        double high = -low;
        for (int step = 0; step < 60; step++)
        {
            double middle = (low + high) / 2;
            if (rows.LogLoss(PortableMath.Exp(middle)).Derivative > 0)
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }

        return PortableMath.Exp((low + high) / 2);
    }
}
