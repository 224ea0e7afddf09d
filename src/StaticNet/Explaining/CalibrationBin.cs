namespace StaticNet;

/// <summary>The predictions of a classifier that it was about equally sure of.</summary>
/// <param name="Lower">Least confidence of the bin, exclusive; of the first bin inclusive.</param>
/// <param name="Upper">Largest confidence of the bin, inclusive.</param>
/// <param name="Count">Predictions in it.</param>
/// <param name="Confidence">Their mean confidence; NaN without any.</param>
/// <param name="Accuracy">Share of them that was right; NaN without any.</param>
public sealed record CalibrationBin(double Lower, double Upper, long Count, double Confidence, double Accuracy);
