namespace StaticNet;

public abstract partial class Network
{
    /// <summary>
    /// Gathers the statistics that BatchNorm predicts with anew, from data, in place of the moving averages of training: these lag behind the
    /// weights, and after few steps still hold their initial values. Frozen statistics stay as they are, and so do all weights. Dropout drops
    /// nothing meanwhile, since predictions do not drop either.
    /// </summary>
    /// <remarks>
    /// A later <see cref="Fit"/> moves the averages on from what they are then. Memory is that of a prediction of <paramref name="batchSize"/> rows.
    /// </remarks>
    /// <param name="data">The training data, or a few thousand rows of them; labels and targets do not matter.</param>
    /// <param name="method">Over all rows, or averaged over batches.</param>
    /// <param name="batchSize">
    /// Rows at a time, at least 1. Of influence with <see cref="Recalibration.BatchAverage"/> alone, which takes full batches in the order of the
    /// rows and leaves out a rest: data sorted by class have to be shuffled for that. More than there are rows means one batch of all.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The data do not fit the network, there are none, or a value is NaN or infinite; a batch leaves BatchNorm a single value a channel. The network
    /// is as it was.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is not positive, or there is no such method.</exception>
    /// <exception cref="InvalidOperationException">
    /// The network holds no BatchNorm whose statistics move, none that is not frozen, or its normalisers have not been fitted.
    /// </exception>
    public void RecalibrateStatistics(DataSet data, Recalibration method = Recalibration.Population, int batchSize = 256)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        if (!Enum.IsDefined(method))
        {
            throw new ArgumentOutOfRangeException(nameof(method), method, "Expected Recalibration.Population or Recalibration.BatchAverage.");
        }

        DataRequirements.CheckFeatures(Layout, data, nameof(data));
        RequireMovingStatistics();
        float[] before = StatisticArena.Span.ToArray();
        try
        {
            var recalibration = new StatisticsRecalibration(this, data, batchSize);
            if (method == Recalibration.Population)
            {
                recalibration.TakePopulation();
            }
            else
            {
                recalibration.AverageBatches();
            }
        }
        catch
        {
            before.CopyTo(StatisticArena.Span);
            throw;
        }

        StatisticsLoaded = true;
    }

    private void RequireMovingStatistics()
    {
        if (!Layout.BatchNorms.Any(MovesStatistics))
        {
            throw new InvalidOperationException($"{Layout.Name} holds no BatchNorm whose statistics move.");
        }

        if (!NormalizersFitted)
        {
            throw new InvalidOperationException(
                $"The normalisers of {Layout.Name} have not been fitted, so BatchNorm would see other values than it will: call Fit or FitNormalizers first.");
        }
    }
}
