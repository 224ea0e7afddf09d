using System.Globalization;

namespace StaticNet;

/// <summary>What the losses of a batch are multiplied by: the weights of its samples, times those of their classes.</summary>
internal sealed class LossWeights
{
    private readonly float[] _ofClasses;
    private readonly float[] _products;
    private readonly int _columns;
    private readonly int _rowsPerSample;

    /// <summary>Allocates the buffer.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="ofClasses">A weight a class; none if classes weigh the same.</param>
    /// <param name="capacity">Samples of a batch at most.</param>
    public LossWeights(NetworkLayout layout, IReadOnlyList<double> ofClasses, int capacity)
    {
        _ofClasses = [.. ofClasses.Select(static weight => (float)weight)];
        _columns = layout.OutputShape[^1];
        _rowsPerSample = layout.OutputRows;
        _products = new float[ofClasses.Count > 0 ? capacity * _rowsPerSample : 0];
    }

    /// <summary>Refuses class weights that do not fit.</summary>
    /// <exception cref="ArgumentException">The message says what was expected and what came.</exception>
    public static void Check(NetworkLayout layout, DataSet data, IReadOnlyList<double> ofClasses, string argument)
    {
        ArgumentNullException.ThrowIfNull(ofClasses, argument);
        MetricSetting setting = MetricSetting.Of(layout);
        if (ofClasses.Count == 0)
        {
            return;
        }

        if (setting.Kind is DecisionKind.Values or DecisionKind.MultiLabel)
        {
            throw new ArgumentException($"{layout.Name} does not tell classes apart, and so cannot weigh them; give samples weights.", argument);
        }

        int classes = data.HasLabels ? data.ClassCount : setting.Classes;
        if (ofClasses.Count != classes)
        {
            throw new ArgumentException($"Expected a weight for each of {classes} classes, found {ofClasses.Count} weights.", argument);
        }

        for (int i = 0; i < classes; i++)
        {
            if (!SampleWeight.IsValid((float)ofClasses[i]))
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"Class {i}: expected a weight that is a finite number of at least 0, found {ofClasses[i]}."),
                    argument);
            }
        }
    }

    /// <summary>The weights of the batch at hand, one a sample or one a row of its outputs; empty if all are 1.</summary>
    public ReadOnlyMemory<float> Of(TrainingBatches batches)
    {
        if (_ofClasses.Length == 0)
        {
            return batches.Weights;
        }

        ReadOnlySpan<float> ofSamples = batches.Weights.Span;
        Span<float> products = _products.AsSpan(0, batches.Rows * _rowsPerSample);
        for (int row = 0; row < products.Length; row++)
        {
            float ofClass = _ofClasses[ClassWeights.ClassOf(batches.Labels.Span, batches.Targets.Span, row, _columns)];
            products[row] = ofSamples.IsEmpty ? ofClass : ofClass * ofSamples[row / _rowsPerSample];
        }

        return _products.AsMemory(0, products.Length);
    }
}
