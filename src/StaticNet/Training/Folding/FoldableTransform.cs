using System.ComponentModel;
using StaticNet.Kernels;

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
    public static FoldableTransform Linear(int columns, double scale, double offset)
    {
        var transform = new FoldableTransform(new double[columns], new double[columns], new double[columns], Filled(columns, double.NaN));
        transform._scale.AsSpan().Fill((float)scale);
        transform._offset.AsSpan().Fill((float)offset);
        return transform;
    }

    /// <summary>A fitted normaliser, from its statistics <c>center</c>, <c>center_low</c> and <c>scale</c>.</summary>
    public static FoldableTransform Normalizer(ParameterCollection statistics, string name)
    {
        double[] center = Widen(statistics[name + ".center"]);
        double[] centerLow = Widen(statistics[name + ".center_low"]);
        for (int i = 0; i < center.Length; i++)
        {
            center[i] += centerLow[i];
        }

        // Most normalisers bring columns to a deviation near 1; the others tell theirs. Columns that are left alone keep what they had.
        double[] scale = Widen(statistics[name + ".scale"]);
        double[] deviation = [.. center.Zip(scale, static (center, scale) => center == 0 && scale == 1 ? double.NaN : 1)];
        if (statistics.FirstOrDefault(view => view.Name == name + ".deviation") is { } told)
        {
            double[] deviations = Widen(told);
            deviation = statistics.FirstOrDefault(view => view.Name == name + ".matrix") is { } matrix
                ? LeastShare(Widen(matrix), deviations)
                : deviations;
        }

        return new FoldableTransform(center, scale, new double[center.Length], deviation);
    }

    /// <summary>A BatchNorm by its moving statistics: <c>(x − μ)·γ/√(σ² + ε) + β</c>.</summary>
    public static FoldableTransform BatchNorm(Network network, string name, float epsilon)
    {
        ArgumentNullException.ThrowIfNull(network);
        double[] center = Widen(network.Statistics[name + ".moving_mean"]);
        double[] scale = Widen(network.Statistics[name + ".moving_variance"]);
        for (int i = 0; i < scale.Length; i++)
        {
            scale[i] = 1 / Math.Sqrt(scale[i] + epsilon);
        }

        double[] offset = new double[center.Length];
        foreach (ParameterView parameter in network.Parameters)
        {
            if (parameter.Name == name + ".gamma")
            {
                for (int i = 0; i < scale.Length; i++)
                {
                    scale[i] *= parameter[i];
                }
            }
            else if (parameter.Name == name + ".beta")
            {
                offset = Widen(parameter);
            }
        }

        return new FoldableTransform(center, scale, offset, Filled(center.Length, 1));
    }

    /// <summary>What a norm of single samples does after it has normalised: <c>γ·x + β</c>, of which either may be absent.</summary>
    public static FoldableTransform ScaleAndShift(Network network, string name, int columns)
    {
        ArgumentNullException.ThrowIfNull(network);
        double[] Parameter(string suffix, double otherwise) =>
            network.Parameters.FirstOrDefault(view => view.Name == name + suffix) is { } parameter ? Widen(parameter) : Filled(columns, otherwise);

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
        ArgumentNullException.ThrowIfNull(next);
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
    public void PackCenter(Arena weights, int center, int centerLow)
    {
        ArgumentNullException.ThrowIfNull(weights);
        for (int i = 0; i < Columns; i++)
        {
            var high = (float)_center[i];
            weights.Span[center + i] = high;
            weights.Span[centerLow + i] = (float)(_center[i] - high);
        }
    }

    /// <summary>Writes all of it, each number rounded once.</summary>
    public void Pack(Arena weights, int center, int centerLow, int scale, int offset)
    {
        PackCenter(weights, center, centerLow);
        for (int i = 0; i < Columns; i++)
        {
            weights.Span[scale + i] = (float)_scale[i];
            weights.Span[offset + i] = (float)_offset[i];
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
        Array.Fill(values, value);
        return values;
    }

    private static double[] Widen(ParameterView view) => Array.ConvertAll(view.ToArray(), static value => (double)value);
}
