namespace StaticNet;

/// <summary>What a predictor's dense layers multiply by.</summary>
public enum Precision
{
    /// <summary>Single precision, as trained.</summary>
    Single,

    /// <summary>
    /// Weights rounded to bfloat16 (8 significant bits, the range of a single) at half the memory; activations and sums in single precision.
    /// </summary>
    BFloat16,

    /// <summary>
    /// Weights of 8 bits with a scale an output, at a quarter of the memory; activations of 7 bits with a range an input, taken from calibration
    /// data; sums exact. What lies outside a calibrated range is clamped to it.
    /// </summary>
    Int8,
}
