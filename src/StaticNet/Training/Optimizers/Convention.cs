namespace StaticNet;

/// <summary>Whose form of an adaptive optimizer is meant: where epsilon stands, and what the defaults are.</summary>
public enum Convention
{
    /// <summary>
    /// Keras: Adam's epsilon is added to the uncorrected root, RMSProp's and Adagrad's inside it. Defaults: epsilon 1e-7, RMSProp's rho
    /// 0.9, Adagrad's first accumulator 0.1, AdamW's decay 0.004.
    /// </summary>
    Keras,

    /// <summary>
    /// PyTorch: epsilon is added to the (bias-corrected) root. Defaults: epsilon 1e-8 (Adagrad 1e-10), RMSProp's rho 0.99, Adagrad's first
    /// accumulator 0, AdamW's decay 0.01.
    /// </summary>
    PyTorch,
}
