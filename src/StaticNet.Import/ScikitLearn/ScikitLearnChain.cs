namespace StaticNet.Importing.ScikitLearn;

/// <summary>
/// The layers that fitted models are. Formulas: scikit-learn's user guide, sections 6.3 (preprocessing data) and 1.17 (neural network models).
/// </summary>
internal sealed class ScikitLearnChain
{
    private readonly List<ForeignLayer> _layers = [];

    /// <summary>Layers so far.</summary>
    public IReadOnlyList<ForeignLayer> Layers => _layers;

    /// <summary>Columns that the first of them takes.</summary>
    public int Columns { get; private set; }

    /// <summary>Columns that the last of them gives.</summary>
    private int Outputs { get; set; }

    /// <summary>Adds what a model does to a row.</summary>
    /// <param name="model">The model's attributes.</param>
    /// <param name="name">What it is called.</param>
    /// <exception cref="InvalidDataException">StaticNet has no layer for it, or its attributes do not fit together.</exception>
    public void Add(JsonArguments model, string name)
    {
        string type = model.Text("class") ?? throw model.Refused("expected the model's class under 'class', found none");
        model = model.Called($"{type} '{name}'");
        switch (type)
        {
            case "Pipeline":
                foreach ((string step, JsonArguments? inner) in model.NamedObjects("steps") ?? throw model.Refused("there are no steps"))
                {
                    if (inner is { } fitted)
                    {
                        Add(fitted, step);
                    }
                }

                break;
            case "TransformedTargetRegressor":
                Add(model.Object("regressor_") ?? throw model.Refused("there is no regressor_: fit it first"), name);
                Targets(model.Object("transformer_") ?? throw model.Refused("there is no transformer_: fit it first"), name + "_targets");
                break;
            case "StandardScaler":
                bool isCentered = model.Flag("with_mean", true);
                double[]? scale = model.Flag("with_std", true) ? Vector(model, "scale_") : null;
                double[]? mean = isCentered ? Vector(model, "mean_") : null;
                Scale(model, "Standardize", name, mean, scale is null ? null : Inverse(scale), ("center", isCentered));
                break;
            case "MinMaxScaler":
                double[] factor = Vector(model, "scale_");
                double[] offset = Vector(model, "min_");
                double[] range = model.Numbers("feature_range") ?? [0, 1];
                if (model.Flag("clip", false) || offset.Length != factor.Length || range.Length != 2)
                {
                    throw model.Refused("expected clip=False, and as many values of min_ as of scale_");
                }

                Scale(model, "MinMax", name, [.. offset.Zip(factor, static (shift, by) => -shift / by)], factor, ("min", range[0]), ("max", range[1]));
                break;
            case "MaxAbsScaler":
                Scale(model, "MaxAbs", name, null, Inverse(Vector(model, "scale_")));
                break;
            case "RobustScaler":
                bool centers = model.Flag("with_centering", true);
                double[] quantiles = model.Numbers("quantile_range") ?? [25, 75];
                if (quantiles.Length != 2)
                {
                    throw model.Refused("expected two numbers as quantile_range");
                }

                Scale(
                    model, "RobustScale", name, centers ? Vector(model, "center_") : null,
                    model.Flag("with_scaling", true) ? Inverse(Vector(model, "scale_")) : null,
                    ("lower", quantiles[0]), ("upper", quantiles[1]), ("center", centers));
                break;
            case "MLPClassifier" or "MLPRegressor":
                Perceptron(model);
                break;
            default:
                throw model.Refused(
                    "StaticNet has no layer for it; known are Pipeline, StandardScaler, MinMaxScaler, MaxAbsScaler, RobustScaler, "
                    + "MLPClassifier, MLPRegressor and "
                    + "TransformedTargetRegressor");
        }
    }

    private void Perceptron(JsonArguments model)
    {
        IReadOnlyList<(int[] Shape, float[] Values)> kernels = model.Arrays("coefs_") ?? throw model.Refused("there are no coefs_: fit it first");
        IReadOnlyList<(int[] Shape, float[] Values)> biases = model.Arrays("intercepts_") ?? throw model.Refused("there are no intercepts_");
        string hidden = model.Text("activation") ?? "relu";
        string last = model.Text("out_activation_") ?? throw model.Refused("there is no out_activation_: fit it first");
        if (kernels.Count == 0 || kernels.Count != biases.Count)
        {
            throw model.Refused($"expected as many intercepts_ as coefs_, found {biases.Count} and {kernels.Count}");
        }

        for (int i = 0; i < kernels.Count; i++)
        {
            (int[] shape, float[] kernel) = kernels[i];
            if (shape.Length != 2 || biases[i].Shape is not [var units] || units != shape[1])
            {
                throw model.Refused(
                    $"expected coefs_ of [inputs, outputs] and intercepts_ of [outputs], found [{string.Join(", ", shape)}] and "
                    + $"[{string.Join(", ", biases[i].Shape)}] as those of layer {i}");
            }

            Take(model, shape[0], shape[1]);
            _layers.Add(new ForeignLayer(
                "Dense",
                $"coefs_[{i}]",
                new Dictionary<string, object> { ["units"] = units, ["bias"] = true },
                [
                    new ForeignTensor("kernel", shape, kernel) { DataType = "float64" },
                    new ForeignTensor("bias", [units], biases[i].Values) { DataType = "float64" },
                ]));
            string function = i == kernels.Count - 1 ? last : hidden;
            string? activation = function switch
            {
                "identity" => null,
                "relu" => "Relu",
                "tanh" => "Tanh",
                "logistic" => "Sigmoid",
                "softmax" => "Softmax",
                _ => throw model.Refused($"StaticNet has no activation '{function}'"),
            };
            if (activation is not null)
            {
                _layers.Add(new ForeignLayer(activation, $"{function} of coefs_[{i}]", new Dictionary<string, object>(), []));
            }
        }
    }

    /// <summary><c>(x − center)·scale</c>.</summary>
    private void Scale(
        JsonArguments model, string kind, string name, double[]? center, double[]? scale, params ReadOnlySpan<(string Name, object Value)> settings)
    {
        int columns = center?.Length ?? scale?.Length ?? model.Integer("n_features_in_", 0);
        if (columns < 1 || (scale is not null && scale.Length != columns))
        {
            throw model.Refused($"expected as many values of each kind as there are columns, found {columns} and {scale?.Length}");
        }

        Take(model, columns, columns);
        var arguments = new Dictionary<string, object>();
        foreach ((string setting, object value) in settings)
        {
            arguments.Add(setting, value);
        }

        _layers.Add(new ForeignLayer(kind, name, arguments, Statistics(center ?? new double[columns], scale ?? [.. Enumerable.Repeat(1.0, columns)])));
    }

    /// <summary>Back to the targets' units.</summary>
    private void Targets(JsonArguments model, string name)
    {
        if (model.Text("class") is not "StandardScaler" and var type)
        {
            throw model.Refused($"expected a StandardScaler of the targets, found '{type}'");
        }

        double[] deviation = model.Flag("with_std", true) ? Vector(model, "scale_") : [.. Enumerable.Repeat(1.0, Outputs)];
        double[] mean = model.Flag("with_mean", true) ? Vector(model, "mean_") : new double[Outputs];
        if (mean.Length != Outputs || deviation.Length != Outputs)
        {
            throw model.Refused($"expected a mean and a scale for each of {Outputs} outputs, found {mean.Length} and {deviation.Length}");
        }

        _layers.Add(new ForeignLayer("TargetStandardize", name, new Dictionary<string, object>(), Statistics(mean, Inverse(deviation))));
    }

    private void Take(JsonArguments model, int inputs, int outputs)
    {
        if (_layers.Count > 0 && inputs != Outputs)
        {
            throw model.Refused($"it takes {inputs} columns, but what stands before it gives {Outputs}");
        }

        Columns = _layers.Count == 0 ? inputs : Columns;
        Outputs = outputs;
    }

    /// <summary>A centre in two floats, so that large ones lose nothing.</summary>
    private static ForeignTensor[] Statistics(double[] center, double[] scale)
    {
        float[] high = Array.ConvertAll(center, static value => (float)value);
        return
        [
            new ForeignTensor("center", [center.Length], high) { DataType = "float64" },
            new ForeignTensor("center_low", [center.Length], [.. center.Zip(high, static (value, rounded) => (float)(value - rounded))])
            {
                DataType = "float64",
            },
            new ForeignTensor("scale", [scale.Length], Array.ConvertAll(scale, static value => (float)value)) { DataType = "float64" },
        ];
    }

    private static double[] Vector(JsonArguments model, string name) =>
        model.Numbers(name) ?? throw model.Refused($"there is no {name}: fit it first");

    private static double[] Inverse(double[] values) => Array.ConvertAll(values, static value => 1 / value);
}
