namespace StaticNet;

/// <summary>A batch as metrics see it. A row is a row of outputs: one a sample unless the output has more than one axis.</summary>
internal readonly ref struct MetricBatch
{
    /// <summary><c>[rows, columns]</c>: probabilities where the network tells classes apart, else what it gives. Empty if no metric asks.</summary>
    public ReadOnlySpan<float> Output { get; init; }

    /// <summary>What should come out, <c>[rows, columns]</c>; empty if the data hold labels.</summary>
    public ReadOnlySpan<float> Targets { get; init; }

    /// <summary>The class of each row, or of each entry whether it applies (0 or 1); empty where the output is numbers.</summary>
    public ReadOnlySpan<int> Actual { get; init; }

    /// <summary>What the network says in its place.</summary>
    public ReadOnlySpan<int> Predicted { get; init; }
}
