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
}
