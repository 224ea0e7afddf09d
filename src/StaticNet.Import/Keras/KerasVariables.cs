using System.Globalization;
using StaticNet.Importing.Hdf5;

namespace StaticNet.Importing.Keras;

/// <summary>
/// Weights as Keras 3 saves them (<c>model.weights.h5</c>): groups named by class and running number, whatever the layers' names are, with
/// numbered variables: <c>layers/batch_normalization_1/vars/0</c>.
/// </summary>
internal sealed class KerasVariables : IKerasWeights
{
    private readonly Hdf5Group _layers;
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public KerasVariables(Hdf5Group layers) => _layers = layers;

    /// <summary>The group of the layers, as Keras 3 and as some versions of Keras 2 call it; null if this is no such file.</summary>
    public static Hdf5Group? Find(Hdf5Group root) => root.FindGroup("layers") ?? root.FindGroup("_layer_checkpoint_dependencies");

    public IReadOnlyList<ForeignTensor> Take(KerasLayer layer)
    {
        string name = SnakeCase.Of(layer.ClassName);
        int number = _counts.GetValueOrDefault(name);
        _counts[name] = number + 1;
        return Take(number == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}_{number}"));
    }

    /// <summary>The variables of a group, in order.</summary>
    public IReadOnlyList<ForeignTensor> Take(string name)
    {
        var tensors = new List<ForeignTensor>();
        if (_layers.FindGroup(name)?.FindGroup("vars") is { } variables)
        {
            for (int i = 0; variables.FindDataset(i.ToString(CultureInfo.InvariantCulture)) is { } dataset; i++)
            {
                _taken.Add(dataset.Path);
                tensors.Add(KerasTensor.Read(dataset, i.ToString(CultureInfo.InvariantCulture)));
            }
        }

        return tensors;
    }

    public IReadOnlyList<string> Rest()
    {
        var rest = new List<string>();
        Collect(_layers, depth: 0);
        return rest;

        void Collect(Hdf5Group group, int depth)
        {
            const int deepest = 32;
            foreach (string name in group.Names)
            {
                // The state of Dropout's random numbers is no weight.
                if (name.Contains("generator", StringComparison.Ordinal) || depth > deepest)
                {
                    continue;
                }

                Hdf5Object? member = group.Find(name);
                if (member is Hdf5Group inner)
                {
                    Collect(inner, depth + 1);
                }
                else if (member is not null && !_taken.Contains(member.Path))
                {
                    rest.Add(member.Path);
                }
            }
        }
    }
}
