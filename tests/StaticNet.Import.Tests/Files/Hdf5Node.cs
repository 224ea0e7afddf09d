namespace StaticNet.Importing.Tests.Files;

/// <summary>A group or a data set to be written.</summary>
internal sealed class Hdf5Node
{
    public List<(string Name, Hdf5Node Node)> Members { get; } = [];

    public List<(string Name, string[] Texts, bool IsVariable)> Attributes { get; } = [];

    public int[] Shape { get; private init; } = [];

    public float[]? Values { get; private init; }

    public Hdf5Storage Storage { get; private init; }

    /// <summary>Whether a group of the new form keeps its members in a heap.</summary>
    public bool IsDense { get; init; }

    public static Hdf5Node Data(int[] shape, float[] values, Hdf5Storage storage = Hdf5Storage.Contiguous) =>
        new() { Shape = shape, Values = values, Storage = storage };

    /// <summary>Adds a node at a path, with the groups on the way.</summary>
    public Hdf5Node Add(string path, Hdf5Node node)
    {
        Hdf5Node group = this;
        string[] names = path.Split('/');
        foreach (string name in names[..^1])
        {
            int index = group.Members.FindIndex(member => member.Name == name);
            if (index < 0)
            {
                group.Members.Add((name, new Hdf5Node()));
                index = group.Members.Count - 1;
            }

            group = group.Members[index].Node;
        }

        group.Members.Add((names[^1], node));
        return this;
    }

    public Hdf5Node WithTexts(string name, bool isVariable, params string[] texts)
    {
        Attributes.Add((name, texts, isVariable));
        return this;
    }
}
