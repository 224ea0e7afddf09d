namespace StaticNet.RandomTests.Interpreter;

/// <summary>Softmax or its logarithm over the last axis.</summary>
internal sealed class SoftmaxLayer(bool logarithm) : Layer
{
    private Batch _logarithms = null!;

    public override Batch Forward(Batch x, Pass pass)
    {
        _logarithms = x.Like();
        Batch y = x.Like();
        for (int row = 0; row < x.Rows; row++)
        {
            Span<double> input = x.Row(row);
            double logSum = LogSumExp(input);
            for (int column = 0; column < input.Length; column++)
            {
                double value = input[column] - logSum;
                double probability = Math.Exp(value);

                // The difference to the maximum is rounded before the exponential.
                double scale = 1 + Math.Abs(value) + Math.Log(input.Length);
                y.Row(row)[column] = logarithm ? pass.Rounding.Apply(value, scale) : pass.Rounding.Apply(probability, probability * scale);
                _logarithms.Row(row)[column] = value;
            }
        }

        return y;
    }

    public override Batch Backward(Batch dy, Pass pass)
    {
        Batch dx = dy.Like();
        for (int row = 0; row < dy.Rows; row++)
        {
            Span<double> gradient = dy.Row(row);
            double sum = 0;
            double size = 0;
            for (int column = 0; column < gradient.Length; column++)
            {
                double term = gradient[column] * (logarithm ? 1 : Math.Exp(_logarithms.Row(row)[column]));
                sum += term;
                size += Math.Abs(term);
            }

            for (int column = 0; column < gradient.Length; column++)
            {
                double value = _logarithms.Row(row)[column];
                double probability = Math.Exp(value);
                double scale = 1 + Math.Abs(value);
                double own = Math.Abs(gradient[column]);
                dx.Row(row)[column] = logarithm
                    ? pass.Rounding.Apply(gradient[column] - (probability * sum), own + (probability * size * scale))
                    : pass.Rounding.Apply(probability * (gradient[column] - sum), probability * scale * (own + size));
            }
        }

        return dx;
    }

    /// <summary><c>ln Σ eˣ</c>.</summary>
    public static double LogSumExp(ReadOnlySpan<double> values)
    {
        double maximum = double.NegativeInfinity;
        foreach (double value in values)
        {
            maximum = Math.Max(maximum, value);
        }

        double sum = 0;
        foreach (double value in values)
        {
            sum += Math.Exp(value - maximum);
        }

        return maximum + Math.Log(sum);
    }
}
