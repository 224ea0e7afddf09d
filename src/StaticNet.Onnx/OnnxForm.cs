namespace StaticNet.Onnx;

/// <summary>How a network is written.</summary>
public enum OnnxForm
{
    /// <summary>Every layer on its own, BatchNorm as <c>BatchNormalization</c>: what can be trained further elsewhere.</summary>
    Unfolded,

    /// <summary>Scalers and BatchNorm folded into the products around them, as in a predictor: what is fastest to run.</summary>
    Folded,
}
