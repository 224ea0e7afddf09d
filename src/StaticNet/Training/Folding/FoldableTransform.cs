using System.ComponentModel;

namespace StaticNet;

/// <summary>
/// A shift and a scale a column in double precision, <c>y = (x − center)·scale + offset</c>: what a normaliser or a BatchNorm is when predicting.
/// Transforms combine and fold in double and are rounded once, when packed.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FoldableTransform
{
    /// <summary>
    /// The largest |center·scale| that may fold into a bias, in deviations of the result: beyond it, the bias and the product it is added to cancel and
    /// digits are lost.
    /// </summary>
    private const double LargestFoldedShift = 16;

    private readonly double[] _center;
    private readonly double[] _scale;
    private readonly double[] _offset;

    private readonly double[] _deviation;

    /// <param name="center">What is subtracted.</param>
    /// <param name="scale">What is multiplied by after.</param>
    /// <param name="offset">What is added in the end.</param>
    /// <param name="deviation">How far the results' columns vary; NaN where that is not known.</param>
    private FoldableTransform(double[] center, double[] scale, double[] offset, double[] deviation)
    {
        _center = center;
        _scale = scale;
        _offset = offset;
        _deviation = deviation;
    }

    /// <summary>Columns.</summary>
    public int Columns => _scale.Length;

    /// <summary>Whether the centre must be subtracted from the input rather than folded into a bias.</summary>
    public bool NeedsSubtraction
    {
        get
        {
            for (int i = 0; i < Columns; i++)
            {
                double deviation = double.IsNaN(_deviation[i]) ? 1 : _deviation[i];
                if (Math.Abs(_center[i] * _scale[i]) > LargestFoldedShift * deviation)
                {
                    return true;
                }
            }

            return false;
        }
    }

    internal ReadOnlySpan<double> Center => _center;

    internal ReadOnlySpan<double> Scale => _scale;

    internal ReadOnlySpan<double> Offset => _offset;

    /// <summary><c>scale·x + offset</c> in every column.</summary>
    public static FoldableTransform Linear(int columns, double scale, double offset) =>
        new(new double[columns], Filled(columns, (float)scale), Filled(columns, (float)offset), Filled(columns, double.NaN));

    /// <summary>A fitted normaliser, from its statistics <c>center</c>, <c>center_low</c> and <c>scale</c>.</summary>
    public static FoldableTransform Normalizer(TrainedTensors tensors, string name)
    {
        double[] center = tensors[name + ".center"].Widened();
        double[] centerLow = tensors[name + ".center_low"].Widened();
        for (int i = 0; i < center.Length; i++)
        {
            center[i] += centerLow[i];
        }

        // Most normalisers bring columns to a deviation near 1; the others tell theirs. Columns that are left alone keep what they had.
        double[] scale = tensors[name + ".scale"].Widened();
        double[] deviation = [.. center.Zip(scale, static (center, scale) => center == 0 && scale == 1 ? double.NaN : 1)];
        if (tensors.Find(name + ".deviation") is { } told)
        {
            double[] deviations = told.Widened();
            deviation = tensors.Find(name + ".matrix") is { } matrix ? LeastShare(matrix.Widened(), deviations) : deviations;
        }

        return new FoldableTransform(center, scale, new double[center.Length], deviation);
    }

    /// <summary>The way back from a fitted normaliser, <c>x/scale + (center + center_low)</c>.</summary>
    public static FoldableTransform Denormalizer(TrainedTensors tensors, string name)
    {
        double[] scale = Array.ConvertAll(tensors[name + ".scale"].Widened(), static scale => 1 / scale);
        double[] center = tensors[name + ".center"].Widened();
        double[] offset = [.. center.Zip(tensors[name + ".center_low"].Widened(), static (high, low) => high + low)];
        return new FoldableTransform(new double[scale.Length], scale, offset, scale);
    }

    /// <summary>A BatchNorm by its moving statistics: <c>(x − μ)·γ/√(σ² + ε) + β</c>.</summary>
    public static FoldableTransform BatchNorm(TrainedTensors tensors, string name, float epsilon)
    {
        double[] center = tensors[name + ".moving_mean"].Widened();
        double[] scale = tensors[name + ".moving_variance"].Widened();
        for (int i = 0; i < scale.Length; i++)
        {
            scale[i] = 1 / Math.Sqrt(scale[i] + epsilon);
        }

        if (tensors.Find(name + ".gamma") is { } gamma)
        {
            for (int i = 0; i < scale.Length; i++)
            {
                scale[i] *= gamma.Values[i];
            }
        }

        double[] offset = tensors.Find(name + ".beta")?.Widened() ?? new double[center.Length];
        return new FoldableTransform(center, scale, offset, Filled(center.Length, 1));
    }

    /// <summary>What a norm of single samples does after it has normalised: <c>γ·x + β</c>, of which either may be absent.</summary>
    public static FoldableTransform ScaleAndShift(TrainedTensors tensors, string name, int columns)
    {
        double[] Parameter(string suffix, double otherwise) => tensors.Find(name + suffix)?.Widened() ?? Filled(columns, otherwise);

        return new FoldableTransform(new double[columns], Parameter(".gamma", 1), Parameter(".beta", 0), Filled(columns, 1));
    }

    /// <summary>
    /// The same numbers for <paramref name="size"/> columns: column c takes those of channel <c>(c / inner) mod channels</c>.
    /// </summary>
    public FoldableTransform Expand(int size, int inner)
    {
        double[] Repeat(double[] values)
        {
            var repeated = new double[size];
            for (int i = 0; i < size; i++)
            {
                repeated[i] = values[i / inner % values.Length];
            }

            return repeated;
        }

        return new FoldableTransform(Repeat(_center), Repeat(_scale), Repeat(_offset), Repeat(_deviation));
    }

    /// <summary>This transform, then <paramref name="next"/>, as one. The centre stays where the first has it, so large shifts stay visible.</summary>
    public FoldableTransform Then(FoldableTransform next)
    {
        double[] deviation =
            [.. _deviation.Select((before, i) => double.IsNaN(next._deviation[i]) ? before * Math.Abs(next._scale[i]) : next._deviation[i])];
        var combined = new FoldableTransform(new double[Columns], new double[Columns], new double[Columns], deviation);
        for (int i = 0; i < Columns; i++)
        {
            combined._scale[i] = _scale[i] * next._scale[i];

            // The input at which the second transform's argument is its centre; a scale of 0 leaves no such input.
            bool hasCenter = _scale[i] != 0;
            combined._center[i] = hasCenter ? _center[i] + ((next._center[i] - _offset[i]) / _scale[i]) : 0;
            combined._offset[i] = hasCenter ? next._offset[i] : ((_offset[i] - next._center[i]) * next._scale[i]) + next._offset[i];
        }

        return combined;
    }

    /// <summary>The transform of inputs from which the centre has been subtracted already.</summary>
    public FoldableTransform WithoutCenter() => new(new double[Columns], _scale, _offset, _deviation);

    /// <summary>The value at input 0.</summary>
    internal double Shift(int column) => _offset[column] - (_center[column] * _scale[column]);

    /// <summary>Writes the centre as the sum of two floats.</summary>
    public void PackCenter(Span<float> weights, int center, int centerLow)
    {
        for (int i = 0; i < Columns; i++)
        {
            var high = (float)_center[i];
            weights[center + i] = high;
            weights[centerLow + i] = (float)(_center[i] - high);
        }
    }

    /// <summary>Writes all of it, each number rounded once.</summary>
    public void Pack(Span<float> weights, int center, int centerLow, int scale, int offset)
    {
        PackCenter(weights, center, centerLow);
        for (int i = 0; i < Columns; i++)
        {
            weights[scale + i] = (float)_scale[i];
            weights[offset + i] = (float)_offset[i];
        }
    }

    /// <summary>
    /// How large a column's change is that shows as a deviation in some output of a matrix <c>[columns, outputs]</c>: what a shift before that matrix has
    /// to be measured with.
    /// </summary>
    private static double[] LeastShare(double[] matrix, double[] deviations)
    {
        var shares = new double[matrix.Length / deviations.Length];
        for (int i = 0; i < shares.Length; i++)
        {
            double largest = 0;
            for (int j = 0; j < deviations.Length; j++)
            {
                largest = Math.Max(largest, Math.Abs(matrix[(i * deviations.Length) + j]) / deviations[j]);
            }

            shares[i] = 1 / largest;
        }

        return shares;
    }

    private static double[] Filled(int length, double value)
    {
        var values = new double[length];
        values.AsSpan().Fill(value);
        return values;
    }
}
