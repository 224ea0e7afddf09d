namespace StaticNet;

/// <summary>A row of a network's summary.</summary>
/// <param name="Name">The layer's name, such as <c>dense1</c>.</param>
/// <param name="Kind">Kind and main arguments, such as <c>Dense 256</c>.</param>
/// <param name="OutputShape">Shape a sample.</param>
/// <param name="Parameters">Trained values.</param>
/// <param name="Statistics">Values gathered from data, not trained.</param>
/// <param name="MultiplyAdds">Multiply-adds a sample when predicting, nothing folded.</param>
/// <param name="Prediction">What becomes of the layer in the predictor, such as <c>folded into dense1</c>.</param>
public sealed record LayerSummary(
    string Name, string Kind, int[] OutputShape, int Parameters, int Statistics, long MultiplyAdds, string Prediction);
