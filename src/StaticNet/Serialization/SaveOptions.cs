namespace StaticNet;

/// <summary>What a file of weights is to hold beside them.</summary>
public sealed record SaveOptions
{
    /// <summary>
    /// Samples to test the weights with, <c>[rows, input]</c>, row-major, all values finite: they are saved with what is predicted for them,
    /// and <see cref="Predictor.SelfTest"/> predicts them again. A few are enough. None unless given.
    /// </summary>
    public ReadOnlyMemory<float> SelfTest { get; init; }
}
