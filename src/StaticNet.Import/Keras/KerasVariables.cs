using System.Globalization;
using StaticNet.Importing.Hdf5;

namespace StaticNet.Importing.Keras;

/// <summary>
/// Weights as Keras 3 saves them (<c>model.weights.h5</c>): groups named by class and running number, whatever the layers' names are, with
/// numbered variables: <c>layers/batch_normalization_1/vars/0</c>.
/// </summary>
internal sealed class KerasVariables : IKerasWeights
{
    private readonly Hdf5Group _group;
    private readonly string _prefix;
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    private KerasVariables(Hdf5Group group, string prefix) => (_group, _prefix) = (group, prefix);

    /// <summary>Names of the layers' groups: classes and running numbers.</summary>
    public IEnumerable<string> Names =>
        _group.Names.Where(name => name.StartsWith(_prefix, StringComparison.Ordinal)).Select(name => name[_prefix.Length..]);

    /// <summary>
    /// The weights in a file; null if it is no such file. Keras 3 and some versions of Keras 2 call the group by different names, and those
    /// versions, on Windows, made one name of the two, with a backslash between.
    /// </summary>
    public static KerasVariables? Find(Hdf5Group root)
    {
        foreach (string name in (ReadOnlySpan<string>)["layers", "_layer_checkpoint_dependencies"])
        {
            if (root.FindGroup(name) is { } group)
            {
                return new KerasVariables(group, "");
            }

            if (root.Names.Any(member => member.StartsWith(name + "\\", StringComparison.Ordinal)))
            {
                return new KerasVariables(root, name + "\\");
            }
        }

        return null;
    }

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
        if ((_group.Find(_prefix + name) as Hdf5Group)?.FindGroup("vars") is { } variables)
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
        foreach (string name in Names)
        {
            Collect(_group.Find(_prefix + name), name, depth: 0);
        }

        return rest;

        void Collect(Hdf5Object? member, string name, int depth)
        {
            const int deepest = 32;

            // The state of Dropout's random numbers is no weight.
            if (name.Contains("generator", StringComparison.Ordinal) || depth > deepest)
            {
                return;
            }

            if (member is Hdf5Group group)
            {
                foreach (string inner in group.Names)
                {
                    Collect(group.Find(inner), inner, depth + 1);
                }
            }
            else if (member is not null && !_taken.Contains(member.Path))
            {
                rest.Add(member.Path);
            }
        }
    }
}
