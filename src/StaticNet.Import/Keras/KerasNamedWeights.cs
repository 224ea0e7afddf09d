using System.Globalization;
using StaticNet.Importing.Hdf5;

namespace StaticNet.Importing.Keras;

/// <summary>
/// Weights as whole models in HDF5 files have them, of Keras 2 and 3: a group a layer, under the layer's name, whose attribute
/// <c>weight_names</c> names and orders them.
/// </summary>
internal sealed class KerasNamedWeights(Hdf5Group group, string source) : IKerasWeights
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Names of the layers, in order; null if this is no such group.</summary>
    public static IReadOnlyList<string>? LayerNames(Hdf5Group group) => Names(group, "layer_names");

    public IReadOnlyList<ForeignTensor> Take(KerasLayer layer) => Take(layer.Name);

    /// <summary>The tensors of a layer, each under the last part of its name: <c>kernel</c> of <c>dense/kernel:0</c>.</summary>
    public IReadOnlyList<ForeignTensor> Take(string layer)
    {
        var tensors = new List<ForeignTensor>();
        if (group.FindGroup(layer) is { } weights)
        {
            _taken.Add(layer.Split('/')[0]);
            foreach (string path in Names(weights, "weight_names") ?? [])
            {
                string name = path[(path.LastIndexOf('/') + 1)..];
                int colon = name.IndexOf(':', StringComparison.Ordinal);
                Hdf5Dataset dataset = weights.FindDataset(path)
                    ?? throw new InvalidDataException($"'{source}', layer '{layer}': expected a data set '{path}', found none.");
                tensors.Add(KerasTensor.Read(dataset, colon < 0 ? name : name[..colon]));
            }
        }

        return tensors;
    }

    public IReadOnlyList<string> Rest() =>
    [
        .. group.Names.Where(name => !_taken.Contains(name))
            .Select(name => group.Find(name)).OfType<Hdf5Group>()
            .SelectMany(static layer => (Names(layer, "weight_names") ?? []).Select(weight => $"{layer.Path}/{weight}")),
    ];

    /// <summary>An attribute of texts, or, where it was too long for one, several that are numbered.</summary>
    private static IReadOnlyList<string>? Names(Hdf5Group group, string attribute)
    {
        if (group.Attribute(attribute) is { } whole)
        {
            // An empty list of names has the type of an empty list of numbers.
            return whole.Count == 0 ? [] : whole.ToTexts();
        }

        List<string>? names = null;
        for (int i = 0; group.Attribute(attribute + i.ToString(CultureInfo.InvariantCulture)) is { } part; i++)
        {
            (names ??= []).AddRange(part.ToTexts());
        }

        return names;
    }
}
