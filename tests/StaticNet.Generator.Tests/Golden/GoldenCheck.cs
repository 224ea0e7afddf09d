using System.Globalization;

namespace StaticNet.Generator.Tests.Golden;

/// <summary>How a kind of case is run: which networks it needs, and what of them is compared.</summary>
internal abstract class GoldenCheck(GoldenCase goldenCase)
{
    /// <summary>Attributes of every network the case needs.</summary>
    public abstract IEnumerable<string> Declarations { get; }

    protected GoldenCase Case { get; } = goldenCase;

    /// <summary>Runs the case and compares everything it stores.</summary>
    public abstract void Run(GoldenNetworks networks, Comparison comparison);

    public static GoldenCheck Of(GoldenCase goldenCase) => goldenCase.Kind switch
    {
        "layer" or "activation" or "batchnorm" or "batchnorm_eval" or "batchnorm_frozen" or "net" => new LayersCheck(goldenCase),
        "batchnorm_running" or "batchnorm_cumulative" => new RunningStatisticsCheck(goldenCase),
        "optimizer" => new OptimizerCheck(goldenCase),
        "input_scaler" or "whitening" => new ScalerCheck(goldenCase),
        "initializer" => new InitializerCheck(goldenCase),
        _ => throw new InvalidDataException($"Cases of kind '{goldenCase.Kind}' are not known."),
    };

    /// <summary>The case's layers as attributes, one a line, with <paramref name="more"/> behind them.</summary>
    protected string Declare(BatchNormForm form, int[] sample, params string[] more)
    {
        string name = "input";
        while (Case.Layers.Any(layer => layer.GetProperty("name").ValueEquals(name)))
        {
            name += "_";
        }

        string input = LayerPrinter.Attribute(
            "Input", [.. sample.Select(static size => size.ToString(CultureInfo.InvariantCulture)), $"Name = \"{name}\""]);
        IEnumerable<string> layers = LayerPrinter.Print(Case.Layers, name, form);
        IEnumerable<string> loss = Case.Loss is { } json ? [LayerPrinter.PrintLoss(json)] : [];
        return string.Join('\n', loss.Prepend(input).Concat(layers).Concat(more));
    }

    /// <summary>A network with the parameters and running statistics that the case gives; it must give all parameters.</summary>
    protected Network Create(GoldenNetworks networks, string declaration)
    {
        Network network = networks.Create(declaration);
        int given = 0;
        foreach (string name in Case.TensorNames)
        {
            string[] parts = name.Split('/');
            if (parts is ["param", var layer, var parameter])
            {
                Load(network.Parameters[ParameterName(layer, parameter)], name);
                given++;
            }
            else if (parts is ["buffer", var owner, var statistic])
            {
                Load(network.Statistics[ParameterName(owner, statistic)], name);
            }
        }

        Assert.Equal(network.Parameters.Count, given);
        return network;
    }

    /// <summary>Compares every tensor <c>f64/prefix/layer/parameter</c>.</summary>
    protected void CheckTensors(Comparison comparison, string prefix, Func<string, float[]> actual, string way)
    {
        foreach (string name in Case.TensorNames)
        {
            string[] parts = name.Split('/');
            if (parts is ["f64", var kind, var layer, var tensor] && kind == prefix)
            {
                comparison.Check($"{kind}/{layer}/{tensor}", actual(ParameterName(layer, tensor)), way);
            }
        }
    }

    /// <summary>Our name of a tensor, from the layer's and the index's.</summary>
    protected static string ParameterName(string layer, string tensor) => $"{layer}." + tensor switch
    {
        "alpha" => "slope",
        "moving_var" or "moving_var_biased" or "moving_var_unbiased" => "moving_variance",
        _ => tensor,
    };

    /// <summary>Labels, or else targets, of all rows; the other is empty.</summary>
    protected (int[] Labels, float[] Targets) Wanted() =>
        Case.Has("labels") ? (Case.Integers("labels"), []) : ([], Case.Floats("targets"));

    protected bool Contains(string type) => Case.Layers.Any(layer => layer.GetProperty("type").ValueEquals(type));

    private void Load(ParameterView view, string name)
    {
        Assert.Equal(view.Shape.ToArray(), Case.Shape(name));
        view.CopyFrom(Case.Floats(name));
    }
}
