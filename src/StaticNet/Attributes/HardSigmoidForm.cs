namespace StaticNet;

/// <summary>The slope of the hard sigmoid.</summary>
public enum HardSigmoidForm
{
    /// <summary><c>clip(x/6 + 1/2, 0, 1)</c>, as in Keras 3 and PyTorch.</summary>
    Sixth,

    /// <summary><c>clip(x/5 + 1/2, 0, 1)</c>, as in Keras 2.</summary>
    Fifth,
}
