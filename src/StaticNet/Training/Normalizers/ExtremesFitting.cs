namespace StaticNet;

/// <summary>Least and largest value of each column.</summary>
internal abstract class ExtremesFitting : NormalizerFitting
{
    private readonly double[] _least;
    private readonly double[] _largest;

    protected ExtremesFitting(int columns, int[]? selected)
        : base(columns, selected)
    {
        _least = new double[columns];
        _largest = new double[columns];
        Array.Fill(_least, double.PositiveInfinity);
        Array.Fill(_largest, double.NegativeInfinity);
    }

    public sealed override void Add(ReadOnlySpan<double> row)
    {
        foreach (int column in Selected)
        {
            _least[column] = Math.Min(_least[column], row[column]);
            _largest[column] = Math.Max(_largest[column], row[column]);
        }
    }

    protected double Least(int column) => _least[column];

    protected double Largest(int column) => _largest[column];
}
