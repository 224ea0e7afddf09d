namespace StaticNet.Generator.Layers;

/// <summary>Each column's largest size onto 1.</summary>
internal sealed record MaxAbsLayer(ColumnChoice Columns) : NormalizerLayer(Columns)
{
    public MaxAbsLayer(Arguments arguments)
        : this(ColumnChoice.Read(arguments))
    {
    }

    public override string Kind => "MaxAbs";

    public override bool HasCenter => false;

    protected override string Factory => "MaxAbs(";
}
