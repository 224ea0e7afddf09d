using System.ComponentModel;

namespace StaticNet;

/// <summary>
/// A Dense with the scales and shifts around it: <c>y = x·W + b</c>. Those before it make <c>W' = diag(s)·W</c> and <c>b' = b + tᵀW</c>, those after
/// it <c>W' = W·diag(s)</c> and <c>b' = b·s + t</c>. Computed in double precision a row at a time, and rounded once, when packed. The compiler
/// of networks holds this very code, so that constants and what is folded at run time have the same bits.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class FoldedDense
{
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly TrainedTensor? _source;
    private readonly double[]? _product;
    private readonly double[] _bias;
    private FoldableTransform? _before;
    private FoldableTransform? _after;

    /// <summary>A Dense with nothing folded in.</summary>
    /// <param name="kernel">The kernel <c>[inputs, outputs]</c>.</param>
    /// <param name="bias">The bias <c>[outputs]</c>, or null for none.</param>
    public FoldedDense(TrainedTensor kernel, TrainedTensor? bias)
    {
        _inputs = kernel.Rows;
        _outputs = kernel.Columns;
        _source = kernel;
        _bias = bias?.Widened() ?? new double[_outputs];
    }

    private FoldedDense(int inputs, int outputs, double[] product, double[] bias)
    {
        _inputs = inputs;
        _outputs = outputs;
        _product = product;
        _bias = bias;
    }

    internal int Inputs => _inputs;

    internal int Outputs => _outputs;

    /// <summary>This product, then <paramref name="next"/>, as one: <c>W' = W·W₂</c> and <c>b' = b·W₂ + b₂</c>.</summary>
    public FoldedDense Then(FoldedDense next)
    {
        (double[] kernel, double[] bias) = Compute();
        (double[] nextKernel, double[] nextBias) = next.Compute();
        var product = new double[_inputs * next._outputs];
        for (int k = 0; k < _outputs; k++)
        {
            ReadOnlySpan<double> row = nextKernel.AsSpan(k * next._outputs, next._outputs);
            for (int i = 0; i < _inputs; i++)
            {
                FoldRow.AddScaled(kernel[(i * _outputs) + k], row, product.AsSpan(i * next._outputs, next._outputs));
            }

            FoldRow.AddScaled(bias[k], row, nextBias);
        }

        return new FoldedDense(_inputs, next._outputs, product, nextBias);
    }

    /// <summary>Folds in a transform of the input: once, and before one of the output.</summary>
    public void FoldBefore(FoldableTransform transform)
    {
        if (_before is not null || _after is not null)
        {
            throw new InvalidOperationException("Transforms of the input are combined and folded before those of the output.");
        }

        _before = transform;
    }

    /// <summary>Folds in a transform of the output: once.</summary>
    public void FoldAfter(FoldableTransform transform)
    {
        if (_after is not null)
        {
            throw new InvalidOperationException("Transforms of the output are combined before they are folded.");
        }

        _after = transform;
    }

    /// <summary>Writes the kernel's panels and the bias.</summary>
    /// <param name="weights">Where to; zero where a panel has no columns.</param>
    /// <param name="kernel">Offset of the first panel.</param>
    /// <param name="bias">Offset of the bias.</param>
    public void Pack(Span<float> weights, int kernel, int bias)
    {
        double[] sums = _source is { } source ? PackSource(source.Values, weights.Slice(kernel)) : PackProduct(weights.Slice(kernel));
        for (int j = 0; j < _outputs; j++)
        {
            // Never −0, which a sum of zeros keeps or loses by the signs of what they were multiplied with.
            weights[bias + j] = (float)sums[j] + 0f;
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
    public void PackSteps(Span<float> weights, int kernel, int group, int groups)
    {
        int register = Math.Max(group * groups, 4);
        int step = (_outputs + group - 1) / group * register;
        var row = new double[_outputs];
        var unused = new double[_outputs];
        for (int i = 0; i < _inputs; i++)
        {
            Fold(i, row, unused);
            int block = i / (group * groups);
            int lane = i % (group * groups) / group;
            int place = kernel + (((block * group) + (i % group)) * step) + (lane * group);
            for (int j = 0; j < _outputs; j++)
            {
                weights[place + (j / group * register) + (j % group)] = (float)row[j];
            }
        }
    }

    /// <summary>
    /// Packs float weights, each read, folded and written in one go: what a network waits for at its first prediction. Returns the bias.
    /// </summary>
    private double[] PackSource(ReadOnlySpan<float> source, Span<float> panels)
    {
        double[] sums = [.. _bias];
        double[] factors = new double[_outputs];
        factors.AsSpan().Fill(1);
        _after?.Scale.CopyTo(factors);
        for (int i = 0; i < _inputs; i++)
        {
            ReadOnlySpan<float> row = source.Slice(i * _outputs, _outputs);
            double shift = _before?.Shift(i) ?? 0;
            double scale = _before?.Scale[i] ?? 1;
            if (shift != 0)
            {
                FoldRow.AddScaled(shift, row, sums);
            }

            FoldRow.Pack(row, scale, factors, panels, i, _inputs);
        }

        FinishBias(sums);
        return sums;
    }

    /// <summary>Packs what already is in double precision. Returns the bias.</summary>
    private double[] PackProduct(Span<float> panels)
    {
        (double[] product, double[] sums) = Compute();
        for (int i = 0; i < _inputs; i++)
        {
            FoldRow.Pack(product.AsSpan(i * _outputs, _outputs), panels, i, _inputs);
        }

        return sums;
    }

    /// <summary>The whole kernel and bias in double precision.</summary>
    internal (double[] Kernel, double[] Bias) Compute()
    {
        var kernel = new double[_inputs * _outputs];
        double[] sums = [.. _bias];
        for (int i = 0; i < _inputs; i++)
        {
            Fold(i, kernel.AsSpan(i * _outputs, _outputs), sums);
        }

        FinishBias(sums);
        return (kernel, sums);
    }

    /// <summary>A row of the kernel with all that is folded in; what it gives to the bias is added to <paramref name="sums"/>.</summary>
    private void Fold(int index, Span<double> row, Span<double> sums)
    {
        if (_source is { } source)
        {
            FoldRow.Widen(source.Values.Slice(index * _outputs, _outputs), row);
        }
        else
        {
            _product.AsSpan(index * _outputs, _outputs).CopyTo(row);
        }

        if (_before is { } before)
        {
            double shift = before.Shift(index);
            if (shift != 0)
            {
                FoldRow.AddScaled(shift, row, sums);
            }

            FoldRow.Scale(row, before.Scale[index]);
        }

        if (_after is { } after)
        {
            FoldRow.Multiply(row, after.Scale);
        }
    }

    private void FinishBias(double[] sums)
    {
        if (_after is { } after)
        {
            for (int j = 0; j < _outputs; j++)
            {
                sums[j] = (sums[j] * after.Scale[j]) + after.Shift(j);
            }
        }
    }
}
