namespace StaticNet.RandomTests.Interpreter;

/// <summary>All axes of a sample into one: in row-major order that is a matter of the shape alone.</summary>
internal sealed class FlattenLayer : Layer
{
    private int[] _shape = [];

    public override Batch Forward(Batch x, Pass pass)
    {
        _shape = x.Shape;
        return new Batch(x.Values, [x.Samples, x.Values.Length / x.Samples]);
    }

    public override Batch Backward(Batch dy, Pass pass) => new(dy.Values, _shape);
}
