namespace StaticNet.RandomTests.Interpreter;

/// <summary>A loss of a batch and its gradient. Cross-entropies take logits.</summary>
internal sealed class LossFunction(LossKind kind, double labelSmoothing = 0, double delta = 1)
{
    private static readonly double _lowestLog = Math.Log(1e-7);

    private readonly KinkedValues _clipped = new([_lowestLog]);

    public LossKind Kind { get; } = kind;

    /// <summary>Where probabilities are clipped: the gradient jumps there.</summary>
    public KinkedValues? Kinks => Kind == LossKind.ClippedCrossEntropy ? _clipped : null;

    /// <summary>The mean loss; <paramref name="targets"/> are as the output, labels as zeros and ones.</summary>
    public double Evaluate(Batch output, double[] targets, Pass pass, out Batch gradient)
    {
        gradient = output.Like();
        if (Kind == LossKind.ClippedCrossEntropy)
        {
            _clipped.Take(Logarithms(output, pass), static value => value < _lowestLog ? 0 : 1, pass);
        }

        double sum = 0;
        for (int row = 0; row < output.Rows; row++)
        {
            ReadOnlySpan<double> target = targets.AsSpan(row * output.Columns, output.Columns);
            sum += Kind switch
            {
                LossKind.CrossEntropy => CrossEntropy(output.Row(row), target, gradient.Row(row), pass),
                LossKind.ClippedCrossEntropy => ClippedCrossEntropy(row * output.Columns, target, gradient.Row(row), pass),
                _ => Elementwise(output.Row(row), target, gradient.Row(row), pass),
            };
        }

        double count = Kind is LossKind.CrossEntropy or LossKind.ClippedCrossEntropy ? output.Rows : output.Values.Length;
        for (int i = 0; i < gradient.Values.Length; i++)
        {
            gradient.Values[i] /= count;
        }

        return pass.Rounding.Apply(sum / count, Math.Abs(sum / count));
    }

    private double CrossEntropy(ReadOnlySpan<double> logits, ReadOnlySpan<double> targets, Span<double> gradient, Pass pass)
    {
        double logSum = SoftmaxLayer.LogSumExp(logits);
        double loss = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            double target = ((1 - labelSmoothing) * targets[i]) + (labelSmoothing / logits.Length);
            double logarithm = logits[i] - logSum;
            double probability = Math.Exp(logarithm);
            loss -= pass.Rounding.Apply(target * logarithm, target * (1 + Math.Abs(logarithm) + Math.Log(logits.Length)));
            gradient[i] = pass.Rounding.Apply(probability - target, (probability * (1 + Math.Abs(logarithm))) + target);
        }

        return loss;
    }

    /// <summary>Logarithms of softmax, as single precision may leave them.</summary>
    private static double[] Logarithms(Batch logits, Pass pass)
    {
        var logarithms = new double[logits.Values.Length];
        for (int row = 0; row < logits.Rows; row++)
        {
            ReadOnlySpan<double> line = logits.Row(row);
            double logSum = SoftmaxLayer.LogSumExp(line);
            for (int i = 0; i < line.Length; i++)
            {
                double logarithm = line[i] - logSum;
                logarithms[(row * line.Length) + i] = pass.Rounding.Apply(logarithm, Math.Abs(logarithm) + Math.Log(line.Length));
            }
        }

        return logarithms;
    }

    /// <summary>
    /// The limit above is no kink to watch: what a probability that near to 1 does to the gradient is lost in the rounding of the 1.
    /// </summary>
    private double ClippedCrossEntropy(int start, ReadOnlySpan<double> targets, Span<double> gradient, Pass pass)
    {
        double loss = 0;
        double weight = 0;
        double size = 0;
        var terms = new (double Target, double Size)[targets.Length];
        for (int i = 0; i < targets.Length; i++)
        {
            double target = ((1 - labelSmoothing) * targets[i]) + (labelSmoothing / targets.Length);
            double logarithm = _clipped.Values[start + i];
            double clipped = Math.Clamp(logarithm, _lowestLog, Math.Log(1 - 1e-7));
            loss -= pass.Rounding.Apply(target * clipped, target * (1 + Math.Abs(clipped) + Math.Log(targets.Length)));
            bool isAbove = _clipped.Region(start + i, pass) == 1;
            terms[i] = (isAbove && logarithm <= Math.Log(1 - 1e-7) ? target : 0, isAbove ? target : 0);
            weight += terms[i].Target;
            size += terms[i].Size;
        }

        for (int i = 0; i < targets.Length; i++)
        {
            double logarithm = _clipped.Values[start + i];
            double probability = Math.Exp(logarithm);
            gradient[i] = pass.Rounding.Apply(
                (weight * probability) - terms[i].Target, (size * probability * (1 + Math.Abs(logarithm))) + terms[i].Size);
        }

        return loss;
    }

    private double Elementwise(ReadOnlySpan<double> output, ReadOnlySpan<double> targets, Span<double> gradient, Pass pass)
    {
        double sum = 0;
        for (int i = 0; i < output.Length; i++)
        {
            (double loss, double slope, double scale) = Kind == LossKind.BinaryCrossEntropy
                ? BinaryCrossEntropy(output[i], ((1 - labelSmoothing) * targets[i]) + (labelSmoothing / 2))
                : Difference(output[i] - targets[i]);
            sum += pass.Rounding.Apply(loss, Math.Abs(loss));
            gradient[i] = pass.Rounding.Apply(slope, scale);
        }

        return sum;
    }

    private static (double Loss, double Slope, double Scale) BinaryCrossEntropy(double logit, double target)
    {
        double decay = Math.Exp(-Math.Abs(logit));
        double probability = logit >= 0 ? 1 / (1 + decay) : decay / (1 + decay);
        return (Math.Max(logit, 0) - (target * logit) + Math.Log(1 + decay), probability - target, probability + target);
    }

    private (double Loss, double Slope, double Scale) Difference(double difference) => Kind switch
    {
        LossKind.MeanSquaredError => (difference * difference, 2 * difference, 2 * Math.Abs(difference)),
        LossKind.MeanAbsoluteError => (Math.Abs(difference), Math.Sign(difference), 0),
        _ when Math.Abs(difference) <= delta => (difference * difference / 2, difference, Math.Abs(difference)),
        _ => (delta * (Math.Abs(difference) - (delta / 2)), delta * Math.Sign(difference), 0),
    };
}
