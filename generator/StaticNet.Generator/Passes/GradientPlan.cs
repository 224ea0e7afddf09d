using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>How a layer's gradient reaches one of its inputs.</summary>
internal enum GradientWay
{
    /// <summary>It is computed where the input's gradient lies.</summary>
    InPlace,

    /// <summary>It is copied there, by a layer whose own gradient goes on elsewhere.</summary>
    Copy,

    /// <summary>It is added to what other readers of the input have put there.</summary>
    Add,
}

/// <summary>
/// Where gradients of values lie, and how they come about. They take turns in a few buffers: one is free again when the layer that gives the value
/// has gone backward. A value that several layers read has the sum of their gradients: the last reader in the order of layers writes, those before it
/// add, in that order, whoever computes them.
/// </summary>
internal sealed class GradientPlan
{
    private readonly Dictionary<int, int> _values = [];
    private readonly Dictionary<(int Node, int Input), GradientWay> _ways = [];
    private readonly Dictionary<(int Node, int Input), int> _shares = [];
    private readonly HashSet<Stage> _takingMemory = [];
    private readonly Buffers _buffers = new();

    /// <param name="nodes">The body's layers.</param>
    /// <param name="stages">How they run together.</param>
    public GradientPlan(IReadOnlyList<Node> nodes, IReadOnlyList<Stage> stages)
    {
        Dictionary<int, Node> byIndex = nodes.ToDictionary(static node => node.Index);
        Node last = nodes[nodes.Count - 1];
        _values[last.Index] = _buffers.Take(last.Output.Floats);
        foreach (Stage stage in stages.Reverse())
        {
            int own = _values[stage.Last.Index];
            foreach (Node node in stage.Nodes.Reverse())
            {
                _values[node.Index] = own;
                for (int input = node.Inputs.Count - 1; input >= 0; input--)
                {
                    // Within a stage, gradients go on in place; so does that of the first input of a layer that works in place.
                    bool isInPlace = input == 0 && node.Layer.GradientInPlace;
                    if (node == stage.Lead || input > 0)
                    {
                        Place(stage, node, input, byIndex[node.Inputs[input]], isInPlace ? own : null);
                    }
                }
            }

            bool goesOn = stage.Lead.Layer.GradientInPlace && Way(stage.Lead.Index, 0) == GradientWay.InPlace;
            if (!goesOn)
            {
                _buffers.Free(own);
            }

            foreach (int buffer in _shares.Where(share => share.Key.Node == stage.Lead.Index).Select(static share => share.Value))
            {
                _buffers.Free(buffer);
            }
        }
    }

    /// <summary>Floats a sample of all buffers.</summary>
    public int Floats => _buffers.Floats;

    /// <summary>What layers that cannot add keep their share of an input's gradient in.</summary>
    public IEnumerable<(int Node, int Input)> Shares => _shares.Keys;

    /// <summary>Floats a sample before the gradient of a node's output.</summary>
    public int Value(int node) => _buffers.Start(_values[node]);

    /// <summary>Floats a sample before the share that a node adds to the gradient of an input.</summary>
    public int Share(int node, int input) => _buffers.Start(_shares[(node, input)]);

    public bool HasShare(int node, int input) => _shares.ContainsKey((node, input));

    public GradientWay Way(int node, int input) => _ways.TryGetValue((node, input), out GradientWay way) ? way : GradientWay.InPlace;

    /// <summary>
    /// Whether a stage that goes backward panel by panel writes to memory that another value may have had until just before: no worker may then
    /// still be reading that.
    /// </summary>
    public bool TakesMemory(Stage stage) => _takingMemory.Contains(stage);

    private void Place(Stage stage, Node node, int input, Node source, int? own)
    {
        (int, int) edge = (node.Index, input);
        bool isFirst = !_values.ContainsKey(source.Index);
        if (own is { } buffer)
        {
            _ways[edge] = isFirst ? GradientWay.InPlace : GradientWay.Add;
            if (isFirst)
            {
                _values[source.Index] = buffer;
            }

            return;
        }

        if (isFirst)
        {
            _values[source.Index] = _buffers.Take(source.Output.Floats);
            _ways[edge] = node.Layer.GradientInPlace ? GradientWay.Copy : GradientWay.InPlace;
            if (node.Layer.GradientInPlace)
            {
                _ = _takingMemory.Add(stage);
            }

            return;
        }

        _ways[edge] = GradientWay.Add;
        if (!node.Layer.GradientInPlace)
        {
            _shares[edge] = _buffers.Take(source.Output.Floats);
        }
    }
}
