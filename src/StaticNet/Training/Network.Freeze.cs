using System.ComponentModel;

namespace StaticNet;

public abstract partial class Network
{
    private readonly List<string> _frozenLayers = [];
    private bool[] _keepsStatistics = [];
    private bool _takesNoStatistics;

    /// <summary>The layers that <see cref="Freeze"/> has frozen, in the order in which that happened.</summary>
    public IReadOnlyList<string> FrozenLayers => _frozenLayers.AsReadOnly();

    /// <summary>A number that changes whenever a layer is frozen or unfrozen.</summary>
    internal int Freezing { get; private set; }

    /// <summary>
    /// Freezes layers, as <c>trainable = False</c> does in Keras: neither their parameters nor what the optimizer remembers of them move in
    /// <see cref="Fit"/> and <c>TrainOnBatch</c>, whatever the optimizer, and they count in no penalty and no norm. A BatchNorm that is frozen keeps
    /// its moving statistics as well, and normalises by them in training, <see cref="Forward"/> included. Gradients pass through, and Dropout goes
    /// on dropping.
    /// </summary>
    /// <remarks>
    /// May be called between two trainings, or by a callback between two steps. Checkpoints remember what is frozen; saved weights do not.
    /// Freezing what is frozen changes nothing.
    /// </remarks>
    /// <param name="layers">Names of layers with parameters or moving statistics, such as <c>dense1</c>.</param>
    /// <exception cref="ArgumentException">There is no such layer, or nothing of it moves in training. Nothing is frozen then.</exception>
    public void Freeze(params ReadOnlySpan<string> layers)
    {
        foreach (string layer in layers)
        {
            CheckMovable(layer);
        }

        foreach (string layer in layers)
        {
            if (!_frozenLayers.Contains(layer))
            {
                _frozenLayers.Add(layer);
            }
        }

        TakeNoticeOfFreezing();
    }

    /// <summary>Lets layers train again; what the optimizer remembers of them is what it was when they were frozen.</summary>
    /// <param name="layers">Names of layers; those that are not frozen stay as they are.</param>
    /// <exception cref="ArgumentException">There is no such layer, or nothing of it moves in training. Nothing is unfrozen then.</exception>
    public void Unfreeze(params ReadOnlySpan<string> layers)
    {
        foreach (string layer in layers)
        {
            CheckMovable(layer);
        }

        foreach (string layer in layers)
        {
            _frozenLayers.Remove(layer);
        }

        TakeNoticeOfFreezing();
    }

    /// <summary>Whether optimizers move a parameter.</summary>
    internal bool Trains(TensorLayout tensor) => tensor.IsTrained && !_frozenLayers.Contains(LayerOf(tensor));

    /// <summary>Whether the moving statistics of a BatchNorm move in training.</summary>
    internal bool MovesStatistics(BatchNormLayout layout) => !_frozenLayers.Contains(layout.Name);

    /// <summary>Freezes just these layers.</summary>
    internal void SetFrozen(IEnumerable<string> layers)
    {
        string[] names = [.. layers];
        _frozenLayers.Clear();
        Freeze(names);
    }

    /// <summary>Whether something of a layer moves in training.</summary>
    internal bool CanFreeze(string layer) =>
        Layout.Layers.Any(summary => summary.Name == layer)
        && (Layout.Parameters.Any(tensor => LayerOf(tensor) == layer) || Layout.BatchNorms.Any(layout => layout.Name == layer));

    /// <summary>
    /// Values a channel that BatchNorm sees per sample, at the fewest, where it takes statistics of batches: 0 if all that would are frozen.
    /// </summary>
    internal int BatchNormValuesPerSample => _takesNoStatistics ? 0 : Layout.BatchNormValuesPerSample;

    /// <summary>
    /// Whether the BatchNorm of that number, counting those whose statistics may move, normalises by moving statistics: it is frozen, or the gradient
    /// is that of a prediction.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected bool IsFrozen(int batchNorm) =>
        DifferentiatesPrediction || (batchNorm < _keepsStatistics.Length && _keepsStatistics[batchNorm]);

    private static string LayerOf(TensorLayout tensor) => tensor.Name[..tensor.Name.LastIndexOf('.')];

    private void TakeNoticeOfFreezing()
    {
        _keepsStatistics = Array.ConvertAll(Layout.BatchNorms, layout => !MovesStatistics(layout));
        _takesNoStatistics = Layout.BatchNorms.Length > 0 && !Layout.BatchNorms.Any(MovesStatistics);
        Freezing++;
    }

    private void CheckMovable(string layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (!CanFreeze(layer))
        {
            IEnumerable<string> movable = Layout.Layers.Select(static summary => summary.Name).Where(CanFreeze);
            string problem = Layout.Layers.Any(summary => summary.Name == layer)
                ? $"Nothing of the layer '{layer}' of {Layout.Name} moves in training."
                : $"No layer of {Layout.Name} is called '{layer}'.";
            throw new ArgumentException($"{problem} Layers that train: {string.Join(", ", movable)}.", nameof(layer));
        }
    }
}
