namespace StaticNet.Benchmarks;

/// <summary>
/// A product as one writes it without a library: three loops over row-major spans, in the order in which the innermost runs along rows.
/// </summary>
internal sealed class PlainProduct : Work
{
    private readonly int _rows;
    private readonly int _inner;
    private readonly int _columns;
    private readonly float[] _left;
    private readonly float[] _right;
    private readonly float[] _result;

    public PlainProduct(ProductShape shape)
        : base("plain loops")
    {
        (_rows, _inner, _columns) = (shape.Batch, shape.Inputs, shape.Outputs);
        Operations = shape.Operations;
        (_left, _right) = (RandomValues.Array(_rows * _inner), RandomValues.Array(_inner * _columns, seed: 2));
        _result = new float[_rows * _columns];
    }

    public override void Run(int calls)
    {
        for (int call = 0; call < calls; call++)
        {
            Multiply(_left, _right, _result);
        }
    }

    private void Multiply(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> result)
    {
        result.Clear();
        for (int row = 0; row < _rows; row++)
        {
            Span<float> sums = result.Slice(row * _columns, _columns);
            for (int k = 0; k < _inner; k++)
            {
                float factor = left[(row * _inner) + k];
                ReadOnlySpan<float> weights = right.Slice(k * _columns, _columns);
                for (int column = 0; column < sums.Length; column++)
                {
                    sums[column] += factor * weights[column];
                }
            }
        }
    }
}
