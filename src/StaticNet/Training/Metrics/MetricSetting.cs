namespace StaticNet;

/// <summary>What a metric has to know of the network that it judges.</summary>
/// <param name="Kind">What a row of the output says.</param>
/// <param name="Columns">Entries of a row.</param>
/// <param name="Network">The network's name, for messages.</param>
internal readonly record struct MetricSetting(DecisionKind Kind, int Columns, string Network)
{
    /// <summary>Classes, or labels that each may apply; 0 where the output is numbers.</summary>
    public int Classes => Kind switch
    {
        DecisionKind.Values => 0,
        DecisionKind.Binary => 2,
        _ => Columns,
    };

    public static MetricSetting Of(NetworkLayout layout) => new(
        layout.Loss.IsOfClasses() ? DecisionKind.Classes
            : layout.Loss != LossKind.BinaryCrossEntropy ? DecisionKind.Values
            : layout.OutputSize == 1 ? DecisionKind.Binary
            : DecisionKind.MultiLabel,
        layout.OutputShape[^1],
        layout.Name);
}
