using System.Globalization;
using StaticNet.Importing.Matching;

namespace StaticNet.Importing.Safetensors;

/// <summary>Writes a network's weights as safetensors files under the names that PyTorch or Keras have for them.</summary>
public static class SafetensorsExport
{
    /// <summary>
    /// Writes all parameters and statistics, whole or not at all. For PyTorch, kernels are transposed, rows of a Dense after a Flatten of images are put
    /// into the order channels, height, width, and a norm that has only one of γ and β gets the other as ones or zeros, since there it has both or
    /// none. Scalers without a counterpart keep StaticNet's names: <c>minmax1.center</c>.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file to write; its folder must exist.</param>
    /// <param name="naming">Whose names.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(Network network, string path, TensorNaming naming)
    {
        ArgumentNullException.ThrowIfNull(network);
        IReadOnlyList<DeclaredLayer> layers = DeclaredLayer.Of(network);
        if (naming == TensorNaming.PyTorch)
        {
            SafetensorsFile.Write(path, [.. layers.SelectMany(PyTorchTensors)], new Dictionary<string, string> { ["format"] = "pt" });
        }
        else
        {
            var counts = new Dictionary<string, int>(StringComparer.Ordinal);
            SafetensorsFile.Write(path, [.. layers.SelectMany(layer => KerasTensors(layer, counts))]);
        }
    }

    private static IEnumerable<SafetensorsTensor> PyTorchTensors(DeclaredLayer layer)
    {
        bool isNorm = layer.Kind is "BatchNorm" or "LayerNorm" or "GroupNorm";
        ParameterView? gamma = Find(layer, "gamma");
        ParameterView? beta = Find(layer, "beta");
        if (isNorm && gamma is null && beta is not null)
        {
            yield return Vector($"{layer.Name}.weight", Filled(beta.Count, 1), layer.Image);
        }

        foreach (ParameterView view in layer.Tensors)
        {
            string suffix = DeclaredLayer.Suffix(view);
            switch (suffix)
            {
                case "kernel":
                    (int inputs, int outputs) = (view.Shape[0], view.Shape[1]);
                    float[] rows = view.ToArray();
                    rows = CountsPositions(layer, inputs) ? Matrix.ChannelsFirst(rows, layer.Image) : rows;
                    yield return SafetensorsTensor.Create<float>(
                        $"{layer.Name}.weight", [outputs, inputs], Matrix.Transpose(rows, inputs, outputs));
                    break;
                case "batches":
                    break;
                default:
                    string name = suffix switch
                    {
                        "gamma" or "slope" => "weight",
                        "beta" => "bias",
                        "moving_mean" => "running_mean",
                        "moving_variance" => "running_var",
                        _ => suffix,
                    };
                    yield return view.Shape.Length == 1 && suffix is not "bias"
                        ? Vector($"{layer.Name}.{name}", view.ToArray(), layer.Image)
                        : Plain($"{layer.Name}.{name}", view);
                    break;
            }

            if (suffix == "gamma" && isNorm && beta is null)
            {
                yield return Vector($"{layer.Name}.bias", Filled(view.Count, 0), layer.Image);
            }
        }

        if (layer.Kind == "BatchNorm")
        {
            long batches = (long)(Find(layer, "batches")?[0] ?? 0);
            yield return SafetensorsTensor.Create<long>($"{layer.Name}.num_batches_tracked", [], [batches]);
        }
    }

    private static IEnumerable<SafetensorsTensor> KerasTensors(DeclaredLayer layer, Dictionary<string, int> counts)
    {
        string? group = layer.Kind switch
        {
            "Dense" => "dense",
            "BatchNorm" => "batch_normalization",
            "LayerNorm" => "layer_normalization",
            "GroupNorm" => "group_normalization",
            "RMSNorm" => "rms_normalization",
            "PRelu" => "p_re_lu",
            "Standardize" => "normalization",
            _ => null,
        };
        if (group is null)
        {
            return layer.Tensors.Select(static view => Plain(view.Name, view));
        }

        int number = counts.GetValueOrDefault(group);
        counts[group] = number + 1;
        string prefix = number == 0 ? group : string.Create(CultureInfo.InvariantCulture, $"{group}_{number}");
        return layer.Kind == "Standardize"
            ? Normalization(layer, prefix)
            : layer.Tensors.Where(static view => DeclaredLayer.Suffix(view) != "batches").Select(view => Plain(
                $"{prefix}/{(layer.Kind, DeclaredLayer.Suffix(view)) switch
                {
                    ("PRelu", _) => "alpha",
                    ("RMSNorm", _) => "scale",
                    (_, var suffix) => suffix,
                }}",
                view));
    }

    /// <summary>A centre and a scale as Keras' mean and variance.</summary>
    private static IEnumerable<SafetensorsTensor> Normalization(DeclaredLayer layer, string prefix)
    {
        float[] center = Find(layer, "center")!.ToArray();
        float[] low = Find(layer, "center_low")!.ToArray();
        float[] scale = Find(layer, "scale")!.ToArray();
        yield return SafetensorsTensor.Create<float>(
            $"{prefix}/mean", [center.Length], [.. center.Zip(low, static (high, rest) => (float)((double)high + rest))]);
        yield return SafetensorsTensor.Create<float>(
            $"{prefix}/variance", [scale.Length], [.. scale.Select(static value => (float)(1 / ((double)value * value)))]);
    }

    private static ParameterView? Find(DeclaredLayer layer, string suffix) =>
        layer.Tensors.FirstOrDefault(view => DeclaredLayer.Suffix(view) == suffix);

    private static float[] Filled(int count, float value)
    {
        var values = new float[count];
        Array.Fill(values, value);
        return values;
    }

    private static bool CountsPositions(DeclaredLayer layer, int count) =>
        layer.Image is { } image && count == image[0] * image[1] * image[2];

    private static SafetensorsTensor Vector(string name, float[] values, int[]? image) => SafetensorsTensor.Create<float>(
        name,
        [values.Length],
        image is not null && values.Length == image[0] * image[1] * image[2] ? Matrix.ChannelsFirst(values, image) : values);

    private static SafetensorsTensor Plain(string name, ParameterView view) =>
        SafetensorsTensor.Create<float>(name, [.. view.Shape.ToArray().Select(static axis => (long)axis)], view.ToArray());
}
