namespace StaticNet;

/// <summary>What training minimises. Formulas and conventions are on the numerics page of the documentation.</summary>
public enum LossKind
{
    /// <summary>Softmax cross-entropy, computed on logits; mean over rows.</summary>
    CrossEntropy,

    /// <summary>Binary cross-entropy, computed on logits; mean over all elements.</summary>
    BinaryCrossEntropy,

    /// <summary>Squared difference; mean over all elements.</summary>
    MeanSquaredError,

    /// <summary>Absolute difference; mean over all elements.</summary>
    MeanAbsoluteError,

    /// <summary>Squared near zero, absolute beyond a threshold (Huber, 1964); mean over all elements.</summary>
    Huber,

    /// <summary>
    /// Softmax cross-entropy on probabilities clipped to [1e-7, 1 − 1e-7], as Keras 2 computes it; mean over rows. Its gradient vanishes where the
    /// network saturates: a row whose class has a probability below 1e-7 teaches nothing, and a network with only such rows stands still. It
    /// is there to reproduce published results; elsewhere take <see cref="CrossEntropy"/>, which always has the gradient.
    /// </summary>
    ClippedCrossEntropy,
}
