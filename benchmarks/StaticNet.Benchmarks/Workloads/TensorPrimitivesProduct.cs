using System.Numerics.Tensors;

namespace StaticNet.Benchmarks;

/// <summary>A product out of System.Numerics.Tensors: it has none, so a row of the result is a sum of scaled rows.</summary>
internal sealed class TensorPrimitivesProduct : Work
{
    private readonly int _rows;
    private readonly int _inner;
    private readonly int _columns;
    private readonly float[] _left;
    private readonly float[] _right;
    private readonly float[] _result;

    public TensorPrimitivesProduct(ProductShape shape)
        : base("System.Numerics.Tensors")
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
                TensorPrimitives.MultiplyAdd(right.Slice(k * _columns, _columns), left[(row * _inner) + k], sums, sums);
            }
        }
    }
}
