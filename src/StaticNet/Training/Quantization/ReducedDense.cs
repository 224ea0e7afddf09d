using System.ComponentModel;
using System.Runtime.CompilerServices;
using StaticNet.Kernels;

namespace StaticNet;

/// <summary>
/// A dense layer <c>y = x·W + b</c> of a predictor whose weights are bfloat16 or bytes. Bytes need the ranges of the layer's input first: until
/// <see cref="Complete"/> the layer computes in single precision and gathers them. After that it never changes.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ReducedDense
{
    private readonly string _name;
    private readonly Arithmetic _arithmetic;
    private readonly int _inputs;
    private readonly int _outputs;
    private double[] _kernel;
    private readonly double[] _foldedBias;
    private ColumnRanges? _ranges;
    private Arena _weights;
    private readonly Arena _bias;
    private Arena _scales = new(0);
    private Precision _precision;

    internal ReducedDense(string name, double[] kernel, double[] bias, Precision precision, Arithmetic arithmetic = Arithmetic.Fastest)
    {
        _name = name;
        _arithmetic = arithmetic;
        _outputs = bias.Length;
        _inputs = kernel.Length / _outputs;
        _kernel = kernel;
        _foldedBias = bias;
        _bias = new Arena(Panel.PaddedColumns(_outputs));
        Fill(_bias.Span, bias);
        _precision = precision == Precision.BFloat16 ? precision : Precision.Single;
        float[] rounded = Array.ConvertAll(kernel, static weight => (float)weight);
        if (precision == Precision.BFloat16)
        {
            _weights = new Arena(BFloat16Product.Length(_inputs, _outputs));
            BFloat16Product.Pack(rounded, _weights.Span, _inputs, _outputs);
            _kernel = [];
            return;
        }

        _ranges = new ColumnRanges(_inputs);
        _weights = new Arena(checked(_inputs * Panel.PaddedColumns(_outputs)));
        PanelLayout.FromRowMajor(in rounded[0], ref _weights.At(0), _inputs, _outputs);
    }

    /// <summary><c>y = x·W + b</c>, all panels.</summary>
    /// <param name="x">The input <c>[rows, inputs]</c>; padding is never read. Bytes turn a row with a value that is not finite into NaN.</param>
    /// <param name="y">All panels of <c>[rows, outputs]</c>, overwritten.</param>
    /// <param name="rows">Number of rows, at least 1.</param>
    /// <param name="scratch">For each row a fourth of a float an input, rounded up, and one more.</param>
    public void Forward(scoped in MatrixView x, ref float y, int rows, ref float scratch)
    {
        switch (_precision)
        {
            case Precision.BFloat16:
                BFloat16Product.Forward(in x, in _weights.At(0), in _bias.At(0), ref y, _inputs, _outputs, _arithmetic);
                break;
            case Precision.Int8:
                ref byte bytes = ref Unsafe.As<float, byte>(ref scratch);
                ref sbyte weights = ref Unsafe.As<float, sbyte>(ref _weights.At(0));
                ByteRows.Quantize(in x, in _scales.At(0), in _scales.At((nuint)Panel.PaddedColumns(_inputs)), ref bytes, rows);
                ByteProduct.Forward(
                    in bytes, in weights, in _scales.At(2 * (nuint)Panel.PaddedColumns(_inputs)), in _bias.At(0), ref y, rows, _inputs, _outputs);
                break;
            default:
                Observe(in x, ref y, rows);
                break;
        }
    }

    /// <summary><c>y = f(x·W + b)</c>, as <see cref="Forward(in MatrixView, ref float, int, ref float)"/> and then f.</summary>
    public void Forward<TActivation>(scoped in MatrixView x, ref float y, int rows, ref float scratch, TActivation activation)
        where TActivation : struct, IActivation
    {
        Forward(in x, ref y, rows, ref scratch);
        ActivationKernel.Forward(activation, in y, ref y, rows * Panel.PaddedColumns(_outputs), _arithmetic);
    }

    private void Observe(in MatrixView x, ref float y, int rows)
    {
        _ranges?.Add(in x, rows);
        for (int column = 0; column < _outputs; column += Panel.Width)
        {
            int width = Panel.WidthOf(column / Panel.Width, _outputs);
            nuint start = (nuint)column;
            ref float panel = ref Unsafe.Add(ref y, start * (nuint)rows);
            DenseProduct.Forward(
                in x, in _weights.At(start * (nuint)_inputs), in _bias.At(start), ref panel, rows, _inputs, width, _arithmetic);
        }
    }

    /// <summary>Brings the weights to bytes, once the ranges are known.</summary>
    /// <exception cref="ArgumentException">The layer's input was not finite somewhere.</exception>
    internal void Complete(string argument)
    {
        if (_ranges is null)
        {
            return;
        }

        if (!_ranges.IsUsable)
        {
            throw new ArgumentException($"Calibration needs finite values; on these data the input of {_name} is NaN or infinite somewhere.", argument);
        }

        ByteScales scales = ByteScales.Choose(_inputs, _outputs, _kernel, _ranges);
        _weights = new Arena(ByteProduct.Length(_inputs, _outputs) / sizeof(float));
        ref sbyte weights = ref Unsafe.As<float, sbyte>(ref _weights.At(0));
        for (int i = 0; i < _inputs; i++)
        {
            for (int j = 0; j < _outputs; j++)
            {
                Unsafe.Add(ref weights, ByteProduct.Offset(i, j, _inputs, _outputs)) = scales.Weight(i, j);
            }
        }

        int padded = Panel.PaddedColumns(_inputs);
        _scales = new Arena((2 * padded) + Panel.PaddedColumns(_outputs));
        _ranges.Low.CopyTo(_scales.Span);
        scales.Levels.CopyTo(_scales.Span[padded..]);
        Fill(_scales.Span[(2 * padded)..], scales.Scale);
        for (int j = 0; j < _outputs; j++)
        {
            _bias.Span[j] = (float)(_foldedBias[j] + scales.Shift(j));
        }

        _kernel = [];
        _ranges = null;
        _precision = Precision.Int8;
    }

    private static void Fill(Span<float> floats, double[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            floats[i] = (float)values[i];
        }
    }
}
