using System.ComponentModel;

namespace StaticNet;

public abstract partial class Network
{
    private DataSet? _lastTrainingData;

    /// <summary>Calibrates a predictor just made, or says what is missing.</summary>
    /// <param name="predictor">The predictor of this network as it is now.</param>
    /// <param name="calibration">The data, or null for those of the last <see cref="Fit"/>.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Calibrate(Predictor predictor, DataSet? calibration)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        DataSet? data = calibration ?? _lastTrainingData;
        if (predictor.Precision == Precision.Single)
        {
            return;
        }

        if (data is not null)
        {
            predictor.Calibrate(ToPredictor(), CalibrationRows.Read(Layout, data, nameof(calibration)), nameof(calibration));
        }
        else if (predictor.Precision == Precision.Int8)
        {
            throw new InvalidOperationException(
                $"Precision.Int8 takes the ranges of activations from data, and this {Layout.Name} was not trained here: "
                + "pass rows like those to be predicted, ToPredictor(Precision.Int8, calibration: data).");
        }
    }
}
