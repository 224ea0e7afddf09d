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
            var type => throw new InvalidDataException($"The scaler '{type}' is neither known nor on the list of what may be missing."),
        };
        _alone = $"[Input({columns})]\n{normalizer}";
        _beforeDense = $"{_alone}\n[Dense({columns}, Name = \"identity\")]";
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
            identity[i] = i / Columns == i % Columns ? 1 : 0;
        }

        alone.FitNormalizers(data);
        beforeDense.FitNormalizers(data);
        foreach ((string input, string output) in new[] { ("x_fit", "fit_output"), ("x", "output") })
        {
            float[] x = Case.Floats(input);
            var y = new float[x.Length];
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
        if (Case.Has("f64/divisor"))
        {
            comparison.Check("mean", center);
            comparison.Check("divisor", [.. scale.Select(static value => 1 / value)]);

            // The network holds what it divides by, which for a constant column is not the root of the variance.
            comparison.Omit("var");
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

    private static string Standardize(JsonElement scaler)
    {
        LayerPrinter.CheckKeys(scaler);
        return LayerPrinter.Attribute("Standardize", $"Name = \"{Name}\"");
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
