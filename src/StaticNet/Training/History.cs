using System.Globalization;
using System.Text;

namespace StaticNet;

/// <summary>The course of one training.</summary>
public sealed class History
{
    private readonly List<EpochRecord> _epochs = [];
    private readonly List<string> _warnings = [];

    internal History()
    {
    }

    /// <summary>The completed epochs, in order.</summary>
    public IReadOnlyList<EpochRecord> Epochs => _epochs;

    /// <summary>What is probably not meant as it is, each with its cures.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Steps made, those of an unfinished epoch included.</summary>
    public long Steps { get; internal set; }

    /// <summary>
    /// Whether the cancellation token ended training. The network is as the last step left it; an unfinished epoch is not recorded.
    /// </summary>
    public bool Cancelled { get; internal set; }

    /// <summary>Whether a callback ended training.</summary>
    public bool Stopped { get; internal set; }

    /// <summary>Duration of the whole training, normalisers and validation included.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>How far training went and what its last epoch came to, and each warning on a line of its own.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{Counted.Text(_epochs.Count, "epoch", "epochs")}, {Counted.Text(Steps, "step", "steps")}{(Cancelled ? ", cancelled" : Stopped ? ", stopped" : "")}");
        if (_epochs.Count > 0)
        {
            EpochRecord last = _epochs[^1];
            text.Append(CultureInfo.InvariantCulture, $": loss {last.Loss:G5}");
            Append("accuracy", last.Accuracy);
            Append("validation loss", last.ValidationLoss);
            Append("validation accuracy", last.ValidationAccuracy);
        }

        foreach (string warning in _warnings)
        {
            text.Append("\nwarning: ").Append(warning);
        }

        return text.ToString();

        void Append(string name, double? value)
        {
            if (value is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $", {name} {value:G5}");
            }
        }
    }

    internal void Add(EpochRecord epoch) => _epochs.Add(epoch);

    internal void Warn(string warning) => _warnings.Add(warning);
}
