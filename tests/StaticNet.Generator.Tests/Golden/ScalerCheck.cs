using System.Text.Json;

namespace StaticNet.Generator.Tests.Golden;

/// <summary>A normaliser fitted on one table and applied to it and to another, in training, prediction, and folded into a Dense.</summary>
internal sealed class ScalerCheck : GoldenCheck
{
    private const string Name = "scaler";

    private readonly string _alone;
    private readonly string _beforeDense;

    public ScalerCheck(GoldenCase goldenCase)
        : base(goldenCase)
    {
        JsonElement scaler = goldenCase.Json.GetProperty("scaler");
        int columns = goldenCase.Shape("x_fit")[^1];
        string normalizer = scaler.GetProperty("type").GetString() switch
        {
            "StandardScaler" => Standardize(scaler),
            "MinMaxScaler" => MinMax(scaler),
            "MaxAbsScaler" => Plain(scaler, "MaxAbs"),
            "RobustScaler" => Robust(scaler),
            "PCAWhitening" or "ZCAWhitening" => Whiten(scaler),
            var type => throw new InvalidDataException($"The scaler '{type}' is neither known nor on the list of what may be missing."),
        };
        _alone = $"[Input({columns})]\n{normalizer}";
        _beforeDense = $"{_alone}\n[Dense({goldenCase.Shape("f64/output")[^1]}, Name = \"identity\")]";
    }

    public override IEnumerable<string> Declarations => [_alone, _beforeDense];

    public override void Run(GoldenNetworks networks, Comparison comparison)
    {
        DataSet data = DataSet.FromArrays(Case.Floats("x_fit"), Columns, new float[Case.Shape("x_fit")[0]], 1);
        Network alone = networks.Create(_alone);
        Network beforeDense = networks.Create(_beforeDense);
        ParameterView identity = beforeDense.Parameters["identity.kernel"];
        for (int i = 0; i < identity.Count; i++)
        {
            identity[i] = i / identity.Shape[1] == i % identity.Shape[1] ? 1 : 0;
        }

        alone.FitNormalizers(data);
        beforeDense.FitNormalizers(data);
        foreach ((string input, string output) in new[] { ("x_fit", "fit_output"), ("x", "output") })
        {
            float[] x = Case.Floats(input);
            var y = new float[x.Length / Columns * alone.Layout.OutputSize];
            alone.Forward(x, y);
            comparison.Check(output, y, "Forward");
            alone.PredictUnfolded(x, y);
            comparison.Check(output, y, "PredictUnfolded");
            alone.ToPredictor().Predict(x, y);
            comparison.Check(output, y, "the predictor");
            beforeDense.PredictUnfolded(x, y);
            comparison.Check(output, y, "PredictUnfolded before an identity");
            beforeDense.ToPredictor().Predict(x, y);
            comparison.Check(output, y, "the predictor with an identity");
            alone.GetNormalizer(Name).Normalize(x, y);
            comparison.Check(output, y, "the normaliser");
        }

        CheckFitted(alone, comparison);
    }

    private int Columns => Case.Shape("x_fit")[^1];

    private void CheckFitted(Network network, Comparison comparison)
    {
        float[] centerHigh = network.Statistics[$"{Name}.center"].ToArray();
        float[] centerLow = network.Statistics[$"{Name}.center_low"].ToArray();
        double[] scale = Array.ConvertAll(network.Statistics[$"{Name}.scale"].ToArray(), static value => (double)value);
        double[] center = [.. centerHigh.Zip(centerLow, static (high, low) => (double)high + low)];
        if (Case.Kind == "whitening")
        {
            comparison.Check("mean", center);
            CheckMatrix(network.Statistics[$"{Name}.matrix"], comparison);
        }
        else if (Case.Has("f64/divisor"))
        {
            CheckCenter(center, comparison);
            comparison.Check("divisor", [.. scale.Select(static value => 1 / value)]);
        }
        else
        {
            comparison.Check("scale", scale);
            comparison.Check("shift", [.. center.Zip(scale, static (offset, factor) => -offset * factor)]);

            // The network holds what follows from the range, not the range.
            comparison.Omit("min");
            comparison.Omit("max");
        }
    }

    private void CheckCenter(double[] center, Comparison comparison)
    {
        if (Case.Has("f64/median"))
        {
            comparison.Check("median", center);
        }
        else if (Array.TrueForAll(center, static value => value == 0))
        {
            // Nothing is subtracted, so nothing is held.
            comparison.Omit("mean");
        }
        else
        {
            comparison.Check("mean", center);
        }

        // The network holds what it divides by, which for a constant column is not the root of the variance.
        comparison.Omit("var");
    }

    /// <summary>A column of PCA's matrix is a component, divided by its deviation.</summary>
    private void CheckMatrix(ParameterView matrix, Comparison comparison)
    {
        if (Case.Has("f64/whitening_matrix"))
        {
            comparison.Check("whitening_matrix", matrix.ToArray());

            // The network holds what follows from the covariance.
            comparison.Omit("covariance");
            return;
        }

        int components = matrix.Shape[1];
        double[][] columns = [.. Enumerable.Range(0, components).Select(j => Enumerable.Range(0, Columns).Select(i => (double)matrix[i, j]).ToArray())];
        double[] lengths = [.. columns.Select(static column => Math.Sqrt(column.Sum(static value => value * value)))];
        comparison.Check("components", [.. columns.Zip(lengths).SelectMany(static pair => pair.First.Select(value => value / pair.Second))]);
        comparison.Check("explained_variance", [.. lengths.Select(static length => 1 / (length * length))]);

        // A share of all variance, of which the components that were dropped are not held.
        comparison.Omit("explained_variance_ratio");
    }

    private static string Standardize(JsonElement scaler)
    {
        LayerPrinter.CheckKeys(scaler, "with_mean");
        string[] center = scaler.TryGetProperty("with_mean", out JsonElement mean) && !mean.GetBoolean() ? ["center: false"] : [];
        return LayerPrinter.Attribute("Standardize", [.. center, $"Name = \"{Name}\""]);
    }

    private static string Plain(JsonElement scaler, string kind)
    {
        LayerPrinter.CheckKeys(scaler);
        return LayerPrinter.Attribute(kind, $"Name = \"{Name}\"");
    }

    private static string Robust(JsonElement scaler)
    {
        LayerPrinter.CheckKeys(scaler, "quantile_range");
        string[] range = scaler.TryGetProperty("quantile_range", out JsonElement ends)
            ? [.. ends.EnumerateArray().Select(LayerPrinter.Number)]
            : [];
        return LayerPrinter.Attribute("RobustScale", [.. range, $"Name = \"{Name}\""]);
    }

    private string Whiten(JsonElement scaler)
    {
        LayerPrinter.CheckKeys(scaler, "components", "eps", "ddof");
        Assert.Equal(1, scaler.GetProperty("ddof").GetInt32());
        string kind = scaler.GetProperty("type").GetString() == "PCAWhitening" ? "Pca" : "Zca";
        int components = scaler.GetProperty("components").GetInt32();
        string[] kept = components < Columns ? [$"Components = {components}"] : [];
        string epsilon = LayerPrinter.Number(scaler.GetProperty("eps"));
        return LayerPrinter.Attribute("Whiten", [$"Whitening.{kind}", epsilon, .. kept, $"Name = \"{Name}\""]);
    }

    private static string MinMax(JsonElement scaler)
    {
        LayerPrinter.CheckKeys(scaler, "feature_range", "clip");
        string[] range = scaler.TryGetProperty("feature_range", out JsonElement ends)
            ? [.. ends.EnumerateArray().Select(LayerPrinter.Number)]
            : [];
        return LayerPrinter.Attribute("MinMax", [.. range, $"Name = \"{Name}\""]);
    }
}
