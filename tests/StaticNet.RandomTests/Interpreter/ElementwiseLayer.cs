namespace StaticNet.RandomTests.Interpreter;

/// <summary>An activation without parameters.</summary>
internal sealed class ElementwiseLayer(ElementwiseFunction function) : Layer
{
    private readonly KinkedValues _kinks = new(function.Kinks);
    private Batch _y = null!;

    public bool IsSigmoid => function == ElementwiseFunction.Sigmoid;

    public override KinkedValues? Kinks => function.Kinks.Length == 0 ? null : _kinks;

    public override Batch Forward(Batch x, Pass pass)
    {
        _kinks.Take(x.Values, function.Piece, pass);
        _y = x.Like();
        for (int i = 0; i < x.Values.Length; i++)
        {
            double y = function.Value(x.Values[i]);
            _y.Values[i] = pass.Rounding.Apply(y, function.ValueScale(x.Values[i], y));
        }

        return _y;
    }

    public override Batch Backward(Batch dy, Pass pass)
    {
        Batch dx = dy.Like();
        for (int i = 0; i < dy.Values.Length; i++)
        {
            double slope = function.Slope(_kinks.Values[i], _kinks.Region(i, pass));
            double gradient = dy.Values[i];
            double scale = function.SlopeScale(_y.Values[i], slope) + (slope is 0 or 1 ? 0 : Math.Abs(slope));
            dx.Values[i] = pass.Rounding.Apply(gradient * slope, Math.Abs(gradient) * scale);
        }

        return dx;
    }
}
