namespace StaticNet;

/// <summary>What a network is judged by when its features are shuffled.</summary>
public enum ImportanceScore
{
    /// <summary>Share of samples classified rightly. More is better.</summary>
    Accuracy,

    /// <summary>Mean of −ln of the probability given to the class that was right; of yes-or-no questions, the mean over all. Less is better.</summary>
    LogLoss,

    /// <summary>Share of the targets' variance that the outputs explain, R² = 1 − Σ(t − y)²/Σ(t − mean)², averaged over outputs. More is better.</summary>
    RSquared,

    /// <summary>Root of the mean squared difference over all elements, in the unit of the targets. Less is better.</summary>
    RootMeanSquaredError,

    /// <summary>Mean absolute difference over all elements, in the unit of the targets. Less is better.</summary>
    MeanAbsoluteError,
}
