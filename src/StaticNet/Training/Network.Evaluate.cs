namespace StaticNet;

public abstract partial class Network
{
    /// <summary>
    /// Judges the network on a data set as it predicts: with moving statistics, without dropout, layer by layer (nothing folded).
    /// </summary>
    /// <param name="data">Labels for a classifier, targets for any network.</param>
    /// <param name="batchSize">Samples judged at once, at least 1. Of no influence on the result but through rounding.</param>
    /// <exception cref="ArgumentException">The data do not fit the network, or there are none.</exception>
    public Evaluation Evaluate(DataSet data, int batchSize = 256)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        DataRequirements.Check(Layout, data, nameof(data));
        using var pass = new EvaluationPass(this, data, batchSize);
        bool classifies = pass.ClassCount > 0;
        int[,]? confusion = classifies ? new int[pass.ClassCount, pass.ClassCount] : null;
        RegressionErrors? errors = classifies ? null : new RegressionErrors(pass.MaximumRows * Layout.OutputSize);
        pass.Run(confusion, errors, CancellationToken.None);
        if (pass.Rows == 0)
        {
            throw DataRequirements.NoRows(nameof(data));
        }

        return new Evaluation(pass.Rows, pass.Loss)
        {
            Accuracy = pass.Accuracy,
            ConfusionMatrix = confusion,
            MeanAbsoluteError = errors?.MeanAbsolute,
            MeanSquaredError = errors?.MeanSquared,
        };
    }
}
