using System.Globalization;

namespace StaticNet;

/// <summary>Warns of BatchNorms whose moving statistics will not predict what training has come to.</summary>
internal sealed class StatisticsWarnings(Network network, FitOptions options, History history)
{
    private const double LargestInitialShare = 0.05;

    /// <summary>Batches on which the gap between training and predicting is measured in the end.</summary>
    private const int GapBatches = 8;

    private bool _momentaChecked;

    /// <summary>Warns, once, of averages that will still hold much of their initial values after so many passes in all.</summary>
    public void CheckMomenta(ulong passes)
    {
        bool allFrozen = network.Layout.BatchNorms.Length > 0 && !network.Layout.BatchNorms.Any(network.MovesStatistics);
        if (!_momentaChecked && !network.StatisticsLoaded && !allFrozen)
        {
            foreach (double momentum in network.Layout.Momenta.Distinct())
            {
                CheckMomentum(momentum, passes);
            }
        }

        _momentaChecked = true;
    }

    /// <summary>Warns where predictions are much worse than training suggests.</summary>
    /// <param name="batches">Batches of training data, or of validation data if there are any.</param>
    public void CheckGap(TrainingBatches batches)
    {
        // Steps of earlier trainings moved the averages too.
        double steps = network.Step;
        var measurement = new GapMeasurement(network, batches)
        {
            OnValidation = options.Validation is not null,
            InitialShares =
            [
                .. (network.StatisticsLoaded ? [] : network.Layout.Momenta.Distinct())
                    .Select(momentum => (momentum, Math.Pow(momentum, steps)))
                    .Where(static item => item.Item2 > LargestInitialShare),
            ],
        };
        if (measurement.Run(GapBatches) is { IsLarge: true } gap)
        {
            Warn(gap.ToString());
        }
    }

    private void CheckMomentum(double momentum, ulong steps)
    {
        double share = Math.Pow(momentum, steps);
        if (share <= LargestInitialShare)
        {
            return;
        }

        double settling = Math.Pow(LargestInitialShare, 1.0 / steps);
        Warn(
            $"BatchNorm's moving statistics still hold {Text(Math.Round(100 * share))} % of their initial values after {steps} steps with "
            + $"a momentum of {Text(momentum)}: predictions will be worse than training suggests. Lower the momentum "
            + $"(at most {Text(Math.Floor(100 * settling) / 100)} here), train for more steps, or gather the statistics anew after training, with "
            + "RecalibrateStatistics(data).");
    }

    private void Warn(string warning)
    {
        history.Warn(warning);
        options.Progress?.OnWarning(warning);
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
