namespace StaticNet;

/// <summary>How a network is run to be judged. Nothing is trained in any mode: weights and statistics stay as they are.</summary>
public enum EvaluationMode
{
    /// <summary>As it predicts: moving statistics, no dropout.</summary>
    Prediction,

    /// <summary>
    /// By the statistics of each batch, as in training, without dropout. What differs from <see cref="Prediction"/> is the work of BatchNorm's
    /// statistics alone.
    /// </summary>
    BatchStatistics,

    /// <summary>As it trains: the statistics of each batch, and dropout. Keras's <c>training=True</c>.</summary>
    Training,
}
