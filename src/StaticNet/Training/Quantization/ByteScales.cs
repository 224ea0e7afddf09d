using StaticNet.Kernels;

namespace StaticNet;

/// <summary>
/// How a dense layer is brought to bytes. With the calibrated range <c>[lowᵢ, highᵢ]</c> of each input and <c>qᵢ = (xᵢ − lowᵢ)·levelsᵢ</c>,
/// <c>Σ xᵢ·wᵢⱼ = Σ lowᵢ·wᵢⱼ + Σ qᵢ·(wᵢⱼ/levelsᵢ)</c>: the first sum joins the bias, and <c>wᵢⱼ/levelsᵢ</c> is rounded to a multiple
/// <c>vᵢⱼ·tⱼ</c> of the output's scale.
/// </summary>
/// <remarks>
/// An input that matters less takes fewer levels, so that its weights, divided by them, do not drown beside the others (Xiao et al.,
/// "SmoothQuant", ICML 2023): <c>levelsᵢ = 127·(uᵢ/max u)^β/(highᵢ − lowᵢ)</c>, where u is the largest share of the input in an output. Of five
/// exponents β from 0 to 1/2 the one with the smallest expected square error is taken.
/// </remarks>
internal sealed class ByteScales
{
    /// <summary>Below it, an input counts as constant: its levels would overflow.</summary>
    private const double SmallestRange = 1e-30;

    private readonly int _inputs;
    private readonly int _outputs;
    private readonly double[] _kernel;
    private readonly ColumnRanges _ranges;
    private readonly double[] _magnitude;
    private readonly double _largestWeight;

    private ByteScales(int inputs, int outputs, double[] kernel, ColumnRanges ranges)
    {
        _inputs = inputs;
        _outputs = outputs;
        _kernel = kernel;
        _ranges = ranges;
        _largestWeight = ByteProduct.LargestWeight(inputs);
        _magnitude = OutputMagnitudes();
        Levels = new float[inputs];
        Scale = new double[outputs];
    }

    /// <summary>Bytes a unit of each input; 0 for one that is constant.</summary>
    public float[] Levels { get; private set; }

    /// <summary>The scale t of each output; 0 where all its weights are.</summary>
    public double[] Scale { get; private set; }

    /// <summary>Chooses the scales of a kernel <c>[inputs, outputs]</c>.</summary>
    public static ByteScales Choose(int inputs, int outputs, double[] kernel, ColumnRanges ranges)
    {
        var scales = new ByteScales(inputs, outputs, kernel, ranges);
        double[] shares = scales.Shares();
        double best = double.PositiveInfinity;
        (float[] Levels, double[] Scale) chosen = (scales.Levels, scales.Scale);
        for (double exponent = 0; exponent <= 0.5; exponent += 0.125)
        {
            scales.Set(shares, exponent);
            double error = scales.ExpectedError();
            if (error < best)
            {
                best = error;
                chosen = (scales.Levels, scales.Scale);
            }
        }

        (scales.Levels, scales.Scale) = chosen;
        return scales;
    }

    /// <summary>The integer weight of an input and an output.</summary>
    public sbyte Weight(int input, int output)
    {
        double weight = Divided(input, output);
        return Scale[output] == 0 ? (sbyte)0 : (sbyte)Math.Clamp(Math.Round(weight / Scale[output]), -_largestWeight, _largestWeight);
    }

    /// <summary>
    /// What is added to the bias of an output: the lower ends of the ranges, and what rounding the weights adds or takes at the inputs' means.
    /// </summary>
    public double Shift(int output)
    {
        double shift = 0;
        for (int i = 0; i < _inputs; i++)
        {
            // A constant input is its mean; of others the bytes carry what lies above the lower end.
            double weight = _kernel[(i * _outputs) + output];
            bool isConstant = Levels[i] == 0;
            shift += weight * (isConstant ? _ranges.Mean[i] : _ranges.Low[i]);
            if (!isConstant)
            {
                double meanByte = (_ranges.Mean[i] - _ranges.Low[i]) * Levels[i];
                shift += (Divided(i, output) - (Weight(i, output) * Scale[output])) * meanByte;
            }
        }

        return shift;
    }

    private double Divided(int input, int output) => Levels[input] == 0 ? 0 : _kernel[(input * _outputs) + output] / Levels[input];

    private double Range(int input)
    {
        double range = (double)_ranges.High[input] - _ranges.Low[input];
        return range < SmallestRange ? 0 : range;
    }

    /// <summary>How large each output may vary, so that outputs of any scale count alike.</summary>
    private double[] OutputMagnitudes()
    {
        double[] magnitude = new double[_outputs];
        for (int i = 0; i < _inputs; i++)
        {
            for (int j = 0; j < _outputs; j++)
            {
                double contribution = _kernel[(i * _outputs) + j] * Range(i);
                magnitude[j] += contribution * contribution;
            }
        }

        return Array.ConvertAll(magnitude, static square => square > 0 ? Math.Sqrt(square) : 1);
    }

    /// <summary>The largest part of an output's magnitude that each input contributes, relative to the largest of all.</summary>
    private double[] Shares()
    {
        double[] shares = new double[_inputs];
        double largest = 0;
        for (int i = 0; i < _inputs; i++)
        {
            for (int j = 0; j < _outputs; j++)
            {
                shares[i] = Math.Max(shares[i], Math.Abs(_kernel[(i * _outputs) + j]) * Range(i) / _magnitude[j]);
            }

            largest = Math.Max(largest, shares[i]);
        }

        return Array.ConvertAll(shares, share => largest > 0 ? share / largest : 0);
    }

    private void Set(double[] shares, double exponent)
    {
        Levels = new float[_inputs];
        Scale = new double[_outputs];
        for (int i = 0; i < _inputs; i++)
        {
            double levels = Math.Max(1, ByteProduct.Largest * Math.Pow(shares[i], exponent));
            Levels[i] = Range(i) == 0 || shares[i] == 0 ? 0 : (float)(levels / Range(i));
            for (int j = 0; j < _outputs; j++)
            {
                Scale[j] = Math.Max(Scale[j], Math.Abs(Divided(i, j)) / _largestWeight);
            }
        }
    }

    /// <summary>
    /// The expected square error of all outputs: rounding an activation is off by a twelfth of a squared step on average, rounding a weight by a
    /// twelfth of the squared scale, times the variance of the bytes it multiplies.
    /// </summary>
    private double ExpectedError()
    {
        double error = 0;
        for (int i = 0; i < _inputs; i++)
        {
            if (Levels[i] == 0)
            {
                continue;
            }

            double variance = _ranges.Variance(i) * Levels[i] * Levels[i];
            for (int j = 0; j < _outputs; j++)
            {
                double activation = Divided(i, j);
                error += ((activation * activation) + (Scale[j] * Scale[j] * variance)) / (12 * _magnitude[j] * _magnitude[j]);
            }
        }

        return error;
    }
}
