using System.ComponentModel;
using StaticNet.Kernels;

namespace StaticNet;

/// <summary>
/// A Dense in double precision while scales and shifts around it are folded in: <c>y = x·W + b</c>. Before it, <c>W' = diag(s)·W</c> and
/// <c>b' = b + tᵀW</c>; after it, <c>W' = W·diag(s)</c> and <c>b' = b·s + t</c>. Rounded once, when packed.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FoldedDense
{
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly double[] _kernel;
    private readonly double[] _bias;

    /// <summary>A Dense with nothing folded in.</summary>
    /// <param name="kernel">The kernel <c>[inputs, outputs]</c>.</param>
    /// <param name="bias">The bias <c>[outputs]</c>, or null for none.</param>
    public FoldedDense(ParameterView kernel, float[]? bias)
    {
        _inputs = kernel.Shape[0];
        _outputs = kernel.Shape[1];
        _kernel = Array.ConvertAll(kernel.ToArray(), static value => (double)value);
        _bias = bias is null ? new double[_outputs] : Array.ConvertAll(bias, static value => (double)value);
    }

    private FoldedDense(int inputs, int outputs, double[] kernel, double[] bias)
    {
        _inputs = inputs;
        _outputs = outputs;
        _kernel = kernel;
        _bias = bias;
    }

    internal int Inputs => _inputs;

    internal int Outputs => _outputs;

    /// <summary>The kernel as it is now, <c>[inputs, outputs]</c>.</summary>
    internal ReadOnlySpan<double> Kernel => _kernel;

    /// <summary>The bias as it is now, <c>[outputs]</c>; zeros where there is none.</summary>
    internal ReadOnlySpan<double> Bias => _bias;

    /// <summary>This product, then <paramref name="next"/>, as one: <c>W' = W·W₂</c> and <c>b' = b·W₂ + b₂</c>.</summary>
    public FoldedDense Then(FoldedDense next)
    {
        ArgumentNullException.ThrowIfNull(next);
        var kernel = new double[_inputs * next._outputs];
        double[] bias = [.. next._bias];
        for (int k = 0; k < _outputs; k++)
        {
            ReadOnlySpan<double> row = next._kernel.AsSpan(k * next._outputs, next._outputs);
            for (int i = 0; i < _inputs; i++)
            {
                Covariance.AddScaled(_kernel[(i * _outputs) + k], row, kernel.AsSpan(i * next._outputs, next._outputs));
            }

            Covariance.AddScaled(_bias[k], row, bias);
        }

        return new FoldedDense(_inputs, next._outputs, kernel, bias);
    }

    /// <summary>Folds in a transform of the input.</summary>
    public void FoldBefore(FoldableTransform transform)
    {
        ArgumentNullException.ThrowIfNull(transform);
        for (int i = 0; i < _inputs; i++)
        {
            Span<double> row = _kernel.AsSpan(i * _outputs, _outputs);
            double shift = transform.Shift(i);
            double scale = transform.Scale[i];
            for (int j = 0; j < _outputs; j++)
            {
                _bias[j] += shift * row[j];
                row[j] *= scale;
            }
        }
    }

    /// <summary>Folds in a transform of the output.</summary>
    public void FoldAfter(FoldableTransform transform)
    {
        ArgumentNullException.ThrowIfNull(transform);
        for (int j = 0; j < _outputs; j++)
        {
            double scale = transform.Scale[j];
            for (int i = 0; i < _inputs; i++)
            {
                _kernel[(i * _outputs) + j] *= scale;
            }

            _bias[j] = (_bias[j] * scale) + transform.Shift(j);
        }
    }

    /// <summary>The layer in another precision than single.</summary>
    internal ReducedDense Reduce(string name, Precision precision, Arithmetic arithmetic) =>
        new(name, _kernel, _bias, precision, arithmetic);

    /// <summary>Writes the kernel's panels and the bias.</summary>
    public void Pack(Arena weights, int kernel, int bias)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Span<float> values = weights.Span;
        for (int i = 0; i < _inputs; i++)
        {
            for (int j = 0; j < _outputs; j++)
            {
                values[kernel + Panel.Offset(i, j, _inputs, _outputs)] = (float)_kernel[(i * _outputs) + j];
            }
        }

        for (int j = 0; j < _outputs; j++)
        {
            // Never −0, which a sum of zeros keeps or loses by the signs of what they were multiplied with.
            values[bias + j] = (float)_bias[j] + 0f;
        }
    }

    /// <summary>
    /// Writes the kernel as an unrolled network takes it, step by step. A block of <c>group·groups</c> inputs has <paramref name="group"/> steps, and a
    /// step a register for each <paramref name="group"/> outputs; in its lanes <c>g·group</c> and on, step s holds the weights from the block's input
    /// <c>g·group + s</c> to these outputs.
    /// </summary>
    /// <param name="weights">Where to; zero behind the last input and output.</param>
    /// <param name="kernel">Offset of the first step.</param>
    /// <param name="group">Lanes of an input.</param>
    /// <param name="groups">Inputs of a step.</param>
    public void PackSteps(Arena weights, int kernel, int group, int groups)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Span<float> values = weights.Span;
        int register = Math.Max(group * groups, 4);
        int step = (_outputs + group - 1) / group * register;
        for (int i = 0; i < _inputs; i++)
        {
            (int block, int inBlock) = Math.DivRem(i, group * groups);
            (int lane, int inGroup) = Math.DivRem(inBlock, group);
            for (int j = 0; j < _outputs; j++)
            {
                int place = (((block * group) + inGroup) * step) + (j / group * register) + (lane * group) + (j % group);
                values[kernel + place] = (float)_kernel[(i * _outputs) + j];
            }
        }
    }
}
