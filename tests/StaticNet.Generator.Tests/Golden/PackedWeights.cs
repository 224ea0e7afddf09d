using System.Reflection;
using System.Text.RegularExpressions;
using StaticNet.Kernels;

namespace StaticNet.Generator.Tests.Golden;

/// <summary>The weights that a predictor multiplies by, read where they lie: what folding made of the layers.</summary>
internal sealed class PackedWeights
{
    private readonly Predictor _predictor;
    private readonly Arena _weights;
    private readonly Dictionary<string, int> _offsets = [];

    public PackedWeights(Predictor predictor)
    {
        _predictor = predictor;
        _weights = (Arena)predictor.GetType().GetField("_weights", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(predictor)!;
        Type offsets = predictor.GetType().GetNestedType("Offsets", BindingFlags.NonPublic)!;
        foreach (FieldInfo constant in offsets.GetFields())
        {
            _offsets[constant.Name] = (int)constant.GetRawConstantValue()!;
        }
    }

    /// <summary>A kernel in logical order.</summary>
    public double[] Kernel(string layer, int[] shape)
    {
        int offset = Offset(layer, "Kernel");
        var kernel = new double[shape[0] * shape[1]];
        for (int i = 0; i < kernel.Length; i++)
        {
            kernel[i] = _weights.Span[offset + Panel.Offset(i / shape[1], i % shape[1], shape[0], shape[1])];
        }

        return kernel;
    }

    /// <summary>A bias, with the part of it that the predictor keeps apart when it subtracts the input's centre while loading.</summary>
    public double[] Bias(string layer, int outputs, int[] kernelShape)
    {
        double[] bias = Vector(Offset(layer, "Bias"), outputs);
        if (_predictor.SubtractsInputCenter && IsFirst(layer))
        {
            double[] center = Sum(Vector("InputCenter", kernelShape[0]), Vector("InputCenterLow", kernelShape[0]));
            double[] kernel = Kernel(layer, kernelShape);
            for (int i = 0; i < kernel.Length; i++)
            {
                bias[i % outputs] -= center[i / outputs] * kernel[i];
            }
        }

        return bias;
    }

    /// <summary>The factor of a layer that scales and shifts on its own.</summary>
    public double[] Scale(string layer, int columns) => Vector(Offset(layer, "Scale"), columns);

    /// <summary>Its value at input 0.</summary>
    public double[] Shift(string layer, int columns)
    {
        double[] center = Sum(Vector(Offset(layer, "Center"), columns), Vector(Offset(layer, "CenterLow"), columns));
        double[] scale = Scale(layer, columns);
        double[] offset = Vector(Offset(layer, "Offset"), columns);
        return [.. offset.Select((value, i) => value - (center[i] * scale[i]))];
    }

    /// <summary>Whether the input's centre is packed, and packed right before the layer's bias.</summary>
    private bool IsFirst(string layer) =>
        _offsets.TryGetValue("InputCenter", out int center)
        && _offsets.Values.Where(offset => offset > center).Order().ElementAt(1) == Offset(layer, "Bias");

    private double[] Vector(string name, int length) => Vector(_offsets[name], length);

    private double[] Vector(int offset, int length) =>
        Array.ConvertAll(_weights.Span.Slice(offset, length).ToArray(), static value => (double)value);

    private static double[] Sum(double[] left, double[] right) => [.. left.Zip(right, static (a, b) => a + b)];

    /// <summary>
    /// Constants are named after the layer as C# spells it, without what joins words, and with a number behind an underscore where that is
    /// taken.
    /// </summary>
    private int Offset(string layer, string part)
    {
        string word = string.Concat(layer.Split('_', '-', '/'));
        var pattern = new Regex($"^{Regex.Escape(word)}(_[0-9]+)?{part}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        return _offsets[Assert.Single(_offsets.Keys, pattern.IsMatch)];
    }
}
