namespace StaticNet.RandomTests.Interpreter;

/// <summary>
/// A layer as its formula says, in double precision: plain loops over row-major values, written for this purpose only. Forward keeps what
/// Backward needs.
/// </summary>
internal abstract class Layer
{
    public virtual IReadOnlyList<Parameter> Parameters => [];

    public virtual IReadOnlyList<Parameter> Statistics => [];

    /// <summary>Whether it multiplies and shifts by fixed numbers when predicting.</summary>
    public virtual bool IsAffine => false;

    /// <summary>Whether only affine layers and such that do nothing when predicting stand before it, each read by the next alone.</summary>
    public bool IsAtInput { get; set; }

    /// <summary>After Forward, the arguments of the layer's function, where that has kinks.</summary>
    public virtual KinkedValues? Kinks => null;

    public abstract Batch Forward(Batch x, Pass pass);

    /// <summary>From all inputs: one, but for a merge.</summary>
    public virtual Batch Forward(Batch[] inputs, Pass pass) => Forward(inputs[0], pass);

    /// <summary>Writes the parameters' gradients and gives the input's.</summary>
    public abstract Batch Backward(Batch dy, Pass pass);

    /// <summary>Likewise, for all inputs.</summary>
    public virtual Batch[] BackwardAll(Batch dy, Pass pass) => [Backward(dy, pass)];

    /// <summary>
    /// Draws parameters, statistics and whatever else is free, so that the output of <paramref name="x"/> stays in a sane range.
    /// </summary>
    public virtual void Draw(Random random, Batch x)
    {
    }

    /// <summary>
    /// Scale of the rounding of an affine layer's result: that of its terms where a predictor may have folded them apart.
    /// </summary>
    protected double AffineScale(double product, double shift, double result, double offset, Pass pass, double deviation = 1)
    {
        double together = Math.Abs(result) + Math.Abs(offset);
        if (!pass.IsFolded)
        {
            return together;
        }

        double apart = Math.Abs(product) + Math.Abs(shift) + together;

        // At the input, a shift of more than 16 deviations is subtracted before anything else.
        return IsAtInput ? Math.Min(apart, together + (16 * deviation)) : apart;
    }

    /// <summary>Puts statistics back to where they were before a pass moved them.</summary>
    public void Restore(double[][] statistics)
    {
        foreach ((Parameter statistic, double[] values) in Statistics.Zip(statistics))
        {
            statistic.Values = values;
        }
    }

    /// <summary>A standard normal draw.</summary>
    protected static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>As a network stores it.</summary>
    protected static double Single(double value) => (float)value;
}
