namespace StaticNet;

/// <summary>
/// The classes a network predicts for a batch beside those it should, for accuracy and confusion. A row of targets stands for its largest
/// entry; a single binary target for 1 from 0.5 on.
/// </summary>
internal sealed class ClassReadout
{
    private readonly Network _network;
    private readonly int[] _predicted;
    private readonly int[] _actual;
    private readonly int _columns;
    private readonly int _rowsPerSample;
    private int _count;

    private ClassReadout(Network network, int capacity)
    {
        _network = network;
        _columns = network.Layout.OutputShape[^1];
        _rowsPerSample = network.Layout.OutputRows;
        _predicted = new int[capacity * _rowsPerSample];
        _actual = new int[capacity * _rowsPerSample];
    }

    /// <summary>Number of classes: as many as logits a row, and two of a single logit.</summary>
    public int ClassCount => _columns == 1 ? 2 : _columns;

    /// <summary>What the network predicts, a class a row of logits.</summary>
    public ReadOnlySpan<int> Predicted => _predicted.AsSpan(0, _count);

    /// <summary>What it should predict.</summary>
    public ReadOnlySpan<int> Actual => _actual.AsSpan(0, _count);

    /// <summary>Predictions that are right.</summary>
    public int Correct
    {
        get
        {
            int correct = 0;
            for (int i = 0; i < _count; i++)
            {
                correct += _predicted[i] == _actual[i] ? 1 : 0;
            }

            return correct;
        }
    }

    /// <summary>
    /// A readout for batches of up to <paramref name="capacity"/> samples; null if the network does not tell classes apart.
    /// </summary>
    public static ClassReadout? Create(Network network, int capacity)
    {
        bool classifies = network.Layout.Loss.IsOfClasses()
            || (network.Layout.Loss == LossKind.BinaryCrossEntropy && network.Layout.OutputSize == 1);
        return classifies ? new ClassReadout(network, capacity) : null;
    }

    /// <summary>Reads the classes of the network's last pass, before its loss pass may overwrite the logits.</summary>
    public void Read(ReadOnlySpan<int> labels, ReadOnlySpan<float> targets, int batch)
    {
        _count = batch * _rowsPerSample;
        _network.ReadClasses(_predicted.AsSpan(0, _count), batch);
        if (!labels.IsEmpty)
        {
            labels[.._count].CopyTo(_actual);
            return;
        }

        for (int row = 0; row < _count; row++)
        {
            _actual[row] = ClassOf(targets.Slice(row * _columns, _columns));
        }
    }

    /// <summary>The class that a row of targets stands for.</summary>
    internal static int ClassOf(ReadOnlySpan<float> target)
    {
        if (target.Length == 1)
        {
            return target[0] >= 0.5f ? 1 : 0;
        }

        int largest = 0;
        for (int i = 1; i < target.Length; i++)
        {
            if (target[i] > target[largest])
            {
                largest = i;
            }
        }

        return largest;
    }
}
