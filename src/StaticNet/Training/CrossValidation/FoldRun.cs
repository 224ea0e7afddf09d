namespace StaticNet;

/// <summary>One training of a cross-validation.</summary>
public sealed class FoldRun
{
    internal FoldRun(int fold, Network network, History history)
    {
        Fold = fold;
        Network = network;
        History = history;
    }

    /// <summary>Which fold, from 0.</summary>
    public int Fold { get; }

    /// <summary>The network as training left it; where it diverged, as the last good epoch left it.</summary>
    public Network Network { get; }

    /// <summary>The course of training, up to where it diverged if it did.</summary>
    public History History { get; }

    /// <summary>How the network does on the rows held back; null where training diverged.</summary>
    public Evaluation? Test { get; internal init; }

    /// <summary>Where and how training diverged; null if it did not.</summary>
    public TrainingDivergedException? Divergence { get; internal init; }
}
