namespace StaticNet;

/// <summary>Judges a network batch by batch by several metrics. Allocates when it is made, and nothing in a batch.</summary>
internal sealed class MetricPass
{
    private readonly Network _network;
    private readonly ClassReadout? _readout;
    private readonly Metric[] _metrics;
    private readonly MetricAccumulator[] _accumulators;
    private readonly MetricSetting _setting;
    private readonly bool _givesProbabilities;
    private readonly float[] _output;
    private readonly int[] _actual;
    private readonly int[] _predicted;

    /// <summary>Allocates the buffers.</summary>
    /// <param name="network">What is judged.</param>
    /// <param name="readout">The classes of the batch at hand, read before each; null if the network does not tell them apart.</param>
    /// <param name="metrics">By what.</param>
    /// <param name="capacity">Samples of a batch at most.</param>
    /// <param name="rows">Samples in all, if known.</param>
    private MetricPass(Network network, ClassReadout? readout, IReadOnlyList<Metric> metrics, int capacity, long? rows)
    {
        _network = network;
        _readout = readout;
        _metrics = [.. metrics];
        _setting = MetricSetting.Of(network.Layout);
        _accumulators = [.. metrics.Select(metric => metric.Start(_setting))];
        foreach (MetricAccumulator accumulator in _accumulators)
        {
            accumulator.Reserve((rows ?? capacity) * network.Layout.OutputRows);
        }

        bool isMultiLabel = _setting.Kind == DecisionKind.MultiLabel;
        bool needsOutput = isMultiLabel || _accumulators.Any(static accumulator => accumulator.NeedsOutput);
        _givesProbabilities = network.Layout.Layers[^1].Kind is "Softmax" or "Sigmoid";
        _output = new float[needsOutput ? capacity * network.Layout.OutputSize : 0];
        _actual = new int[isMultiLabel ? _output.Length : 0];
        _predicted = new int[_actual.Length];
    }

    /// <summary>A pass by these metrics; null if there are none.</summary>
    public static MetricPass? Create(Network network, ClassReadout? readout, IReadOnlyList<Metric> metrics, int capacity, long? rows) =>
        metrics.Count == 0 ? null : new MetricPass(network, readout, metrics, capacity, rows);

    /// <summary>Forgets all rows.</summary>
    public void Reset()
    {
        foreach (MetricAccumulator accumulator in _accumulators)
        {
            accumulator.Reset();
        }
    }

    /// <summary>Takes the rows of the network's last pass, before its loss pass may overwrite the logits.</summary>
    public void Add(ReadOnlySpan<float> targets, int rows)
    {
        Span<float> output = default;
        if (_output.Length > 0)
        {
            output = _output.AsSpan(0, rows * _network.Layout.OutputSize);
            _network.ReadOutput(output, rows);
            MakeProbabilities(output);
        }

        var batch = new MetricBatch
        {
            Output = output,
            Targets = targets,
            Actual = _readout is not null ? _readout.Actual : Decisions(targets, _actual, static target => target >= 0.5f),
            Predicted = _readout is not null ? _readout.Predicted : Decisions(output, _predicted, static probability => probability > 0.5f),
        };
        foreach (MetricAccumulator accumulator in _accumulators)
        {
            accumulator.Add(batch);
        }
    }

    /// <summary>What the metrics come to.</summary>
    public MetricCollection Values() => new(_metrics.Zip(_accumulators, static (metric, accumulator) => KeyValuePair.Create(metric.Name, accumulator.Value)));

    /// <summary>The ROC curves, if a metric keeps what they are made of.</summary>
    public RocCurve[]? Curves() => _accumulators.OfType<RocAccumulator>().FirstOrDefault()?.Curves();

    private static ReadOnlySpan<int> Decisions(ReadOnlySpan<float> values, int[] decisions, Func<float, bool> applies)
    {
        for (int i = 0; i < decisions.Length && i < values.Length; i++)
        {
            decisions[i] = applies(values[i]) ? 1 : 0;
        }

        return decisions.AsSpan(0, Math.Min(decisions.Length, values.Length));
    }

    /// <summary>Turns the logits of a network that ends in them into probabilities.</summary>
    private void MakeProbabilities(Span<float> output)
    {
        if (_givesProbabilities || _setting.Kind == DecisionKind.Values)
        {
            return;
        }

        for (int start = 0; start < output.Length; start += _setting.Columns)
        {
            Span<float> row = output.Slice(start, _setting.Columns);
            if (_setting.Kind == DecisionKind.Classes)
            {
                Softmax(row);
            }
            else
            {
                foreach (ref float value in row)
                {
                    value = (float)(1 / (1 + Math.Exp(-(double)value)));
                }
            }
        }
    }

    private static void Softmax(Span<float> row)
    {
        double maximum = double.NegativeInfinity;
        foreach (float logit in row)
        {
            maximum = Math.Max(maximum, logit);
        }

        double sum = 0;
        foreach (float logit in row)
        {
            sum += Math.Exp(logit - maximum);
        }

        foreach (ref float value in row)
        {
            value = (float)(Math.Exp(value - maximum) / sum);
        }
    }
}
