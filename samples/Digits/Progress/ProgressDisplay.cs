using StaticNet;

namespace Digits;

/// <summary>Shows the trainings of several networks while they go on.</summary>
internal abstract class ProgressDisplay
{
    /// <summary>A display that is redrawn in place on a terminal, and plain lines elsewhere.</summary>
    public static ProgressDisplay Create() => Terminal.IsLive ? new LiveDisplay() : new PlainDisplay();

    /// <summary>Trains the networks one after the other, so that each is timed alone.</summary>
    /// <param name="names">A name a network.</param>
    /// <param name="train">Trains the network of the given index.</param>
    public abstract void Show(IReadOnlyList<string> names, Action<int, ITrainingProgress> train);
}
