namespace StaticNet.Generator.Layers;

/// <summary>Mean 0 and deviation 1 for each column.</summary>
/// <param name="Center">Whether the mean is subtracted.</param>
/// <param name="Unbiased">Whether the variance's divisor is n − 1.</param>
/// <param name="Columns">The columns it acts on.</param>
internal sealed record StandardizeLayer(bool Center, bool Unbiased, ColumnChoice Columns) : NormalizerLayer(Columns)
{
    public StandardizeLayer(Arguments arguments)
        : this(arguments.Flag("center", true), arguments.Flag("Unbiased", false), ColumnChoice.Read(arguments))
    {
    }

    public override string Kind => "Standardize";

    public override bool HasCenter => Center;

    protected override string Factory => $"Standardize(center: {(Center ? "true" : "false")}, unbiased: {(Unbiased ? "true" : "false")}";
}
