using System.Globalization;

namespace StaticNet.Importing.Matching;

/// <summary>The arguments of layers that affect prediction, under their names.</summary>
internal static class LayerSettings
{
    /// <summary>Those of a declared layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="rank">Axes of a sample that it reads.</param>
    public static IReadOnlyDictionary<string, object> Of(LayerAttribute layer, int rank) => layer switch
    {
        DenseAttribute dense => Settings(("units", dense.Units), ("bias", dense.Bias)),
        BatchNormAttribute norm => Settings(
            ("axis", Axis(norm.Axis, rank)), ("epsilon", norm.Epsilon), ("center", norm.Center), ("scale", norm.Scale)),
        LayerNormAttribute norm => Settings(("epsilon", norm.Epsilon), ("center", norm.Center), ("scale", norm.Scale)),
        RMSNormAttribute norm => Settings(("epsilon", norm.Epsilon), ("scale", norm.Scale)),
        GroupNormAttribute norm => Settings(
            ("groups", norm.Groups), ("epsilon", norm.Epsilon), ("center", norm.Center), ("scale", norm.Scale)),
        LeakyReluAttribute relu => Settings(("negativeSlope", relu.NegativeSlope)),
        PReluAttribute relu => Settings(("shared", relu.Shared)),
        EluAttribute elu => Settings(("alpha", elu.Alpha)),
        GeluAttribute gelu => Settings(("form", gelu.Form.ToString())),
        HardSigmoidAttribute sigmoid => Settings(("form", sigmoid.Form.ToString())),
        RescaleAttribute rescale => Settings(("scale", rescale.Scale), ("offset", rescale.Offset)),
        ClipAttribute clip => Settings(("min", clip.Min), ("max", clip.Max)),
        LogAttribute log => Settings(("offset", log.Offset)),
        StandardizeAttribute standardize => Settings(("center", standardize.Center)),
        _ => Settings(),
    };

    /// <summary>What a setting is that a file leaves out; null if it may not be left out.</summary>
    public static object? Default(string kind, string setting) => (kind switch
    {
        "Dense" => Of(new DenseAttribute(1), 1),
        "BatchNorm" => Of(new BatchNormAttribute(), 1),
        "LayerNorm" => Of(new LayerNormAttribute(), 1),
        "RMSNorm" => Of(new RMSNormAttribute(), 1),
        "GroupNorm" => Of(new GroupNormAttribute(1), 1),
        "LeakyRelu" => Of(new LeakyReluAttribute(), 1),
        "PRelu" => Of(new PReluAttribute(), 1),
        "Elu" => Of(new EluAttribute(), 1),
        "Gelu" => Of(new GeluAttribute(), 1),
        "HardSigmoid" => Of(new HardSigmoidAttribute(), 1),
        "Rescale" => Of(new RescaleAttribute(1), 1),
        "Log" => Of(new LogAttribute(), 1),
        "Standardize" => Of(new StandardizeAttribute(), 1),
        _ => Settings(),
    }).GetValueOrDefault(setting);

    /// <summary>Whether two values are the same: numbers as floats, which is what networks compute with.</summary>
    public static bool AreEqual(object x, object y) => x is bool or string || y is bool or string
        ? Equals(x, y)
        : Convert.ToSingle(x, CultureInfo.InvariantCulture).Equals(Convert.ToSingle(y, CultureInfo.InvariantCulture));

    /// <summary>An axis as -1 where it is the last, otherwise counted from the batch, which is 0.</summary>
    public static int Axis(int axis, int rank)
    {
        int counted = axis < 0 ? rank + 1 + axis : axis;
        return counted == rank ? -1 : counted;
    }

    private static Dictionary<string, object> Settings(params ReadOnlySpan<(string Name, object Value)> settings)
    {
        var dictionary = new Dictionary<string, object>();
        foreach ((string name, object value) in settings)
        {
            dictionary.Add(name, value);
        }

        return dictionary;
    }
}
