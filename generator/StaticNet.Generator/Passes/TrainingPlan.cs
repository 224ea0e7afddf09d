using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>A named place in an arena.</summary>
/// <param name="Name">Identifier of the constant, such as <c>Dense1Kernel</c>.</param>
/// <param name="Offset">Floats, or floats a sample.</param>
internal sealed record Place(string Name, int Offset);

/// <summary>A tensor with the layer it belongs to and its place.</summary>
internal sealed record PlacedTensor(Node Node, Tensor Tensor, int Offset);

/// <summary>Layers that run together: a Dense or another, and what follows it panel by panel.</summary>
internal sealed record Stage(EquatableArray<Node> Nodes)
{
    public Node Lead => Nodes[0];

    public Node Last => Nodes[Nodes.Count - 1];

    public bool IsPanelwise => Lead.Layer.IsPanelwise;

    /// <summary>Whether every worker takes part, by panels or by samples; otherwise the first does all.</summary>
    public bool IsShared => IsPanelwise || Lead.Layer.SharesSamples;

    public bool IsTrained => Nodes.Any(static node => node.Layer.IsTrained(node.Input));

    /// <summary>Whether there is anything to do backward but to move the gradient.</summary>
    public bool HasBackward => Lead.Layer.GradientInPlace || IsTrained;
}

/// <summary>
/// Where everything that training touches lies, and which layers run together. Every value has its own buffer, since backward reads it, but
/// for layers that may work in place where nobody else reads their input; gradients take turns (<see cref="GradientPlan"/>).
/// </summary>
internal sealed class TrainingPlan
{
    private readonly Dictionary<int, int> _values = [];
    private readonly HashSet<int> _trained = [];
    private readonly GradientPlan _gradients;
    private readonly int _gradientStart;
    private readonly Readers _readers;
    private readonly Dictionary<int, int> _savedPerSample = [];
    private readonly Dictionary<int, int> _transposed = [];
    private readonly Dictionary<(int, string), int> _saved = [];

    private TrainingPlan(NetworkModel network)
    {
        Network = network;
        Nodes = new EquatableArray<Node>(FuseActivations.Run(DropIdentities.Run(FlattenEarly.Run(network.Body))));
        _readers = new Readers(Nodes);
        Stages = GroupStages();
        PlaceTensors();
        PlaceValues();
        _gradients = new GradientPlan(Nodes, Stages);
        _gradientStart = Take(_gradients.Floats);
        PlaceSaved();
        FindTrained();
    }

    public NetworkModel Network { get; }

    /// <summary>The body's layers after fusing.</summary>
    public EquatableArray<Node> Nodes { get; }

    public IReadOnlyList<Stage> Stages { get; }

    public List<PlacedTensor> Parameters { get; } = [];

    public List<PlacedTensor> Statistics { get; } = [];

    /// <summary>Floats a sample of the training workspace.</summary>
    public int WorkspacePerSample { get; private set; }

    /// <summary>Floats of the workspace that do not depend on the batch.</summary>
    public int Workspace { get; private set; }

    private IEnumerable<Node> WithHead => Network.Head is { } head ? Nodes.Append(head) : Nodes;

    /// <summary>The node whose value the loss takes.</summary>
    public Node Last => Nodes[Nodes.Count - 1];

    public static TrainingPlan Make(NetworkModel network) => new(network);

    public int Value(int node) => _values[node];

    /// <summary>The shape of a node's output as the plan has it.</summary>
    public Shape OutputOf(int node) => Nodes.First(other => other.Index == node).Output;

    public int Gradient(int node) => _gradientStart + _gradients.Value(node);

    /// <summary>What layers that cannot add keep their share of an input's gradient in, with its place.</summary>
    public IEnumerable<(Node Node, int Input, int Place)> Shares => _gradients.Shares
        .OrderBy(static share => share)
        .Select(share => (Network.Nodes[share.Node], share.Input, _gradientStart + _gradients.Share(share.Node, share.Input)));

    public bool HasShare(int node, int input) => _gradients.HasShare(node, input);

    /// <summary>How a layer's gradient reaches one of its inputs.</summary>
    public GradientWay Way(int node, int input) => _gradients.Way(node, input);

    /// <summary>Whether a stage goes backward into memory that other workers may still be reading.</summary>
    public bool TakesGradientMemory(Stage stage) => _gradients.TakesMemory(stage) || AddsForInputAlone(stage);

    /// <summary>Where the transposed kernel of a Dense lies, among what does not depend on the batch.</summary>
    public int Transposed(int node) => _transposed[node];

    public int SavedPerSample(int node) => _savedPerSample[node];

    public int Saved(int node, string suffix) => _saved[(node, suffix)];

    /// <summary>Whether anything that <paramref name="node"/> reads depends on a trained layer, so that backward has to go on below it.</summary>
    public bool TrainsBelow(Node node) => node.Inputs.Any(_trained.Contains);

    /// <summary>
    /// Whether a stage adds to a gradient that the network's input alone wants. Where nobody asks for that one, the layer that writes it first is left
    /// out, and so is the meeting before it: the memory may still be another value's, which a worker is reading.
    /// </summary>
    private bool AddsForInputAlone(Stage stage) =>
        stage.Nodes.Any(node => Enumerable.Range(0, node.Inputs.Count).Any(input =>
            (input > 0 || node.Layer.GradientInPlace) && Way(node.Index, input) == GradientWay.Add && !_trained.Contains(node.Inputs[input])));

    /// <summary>A layer that reads one panel joins the stage that has just given it, unless another layer reads that too.</summary>
    private List<Stage> GroupStages()
    {
        var stages = new List<List<Node>>();
        foreach (Node node in Nodes.Skip(1))
        {
            bool joins = stages.Count > 0
                && node.Layer is { IsPanelwise: true } and not DenseLayer
                && stages[stages.Count - 1] is var before
                && before[0].Layer.IsPanelwise
                && before[before.Count - 1].Index == node.Inputs[0]
                && !_readers.AreSeveral(node.Inputs[0]);
            if (joins)
            {
                stages[stages.Count - 1].Add(node);
            }
            else
            {
                stages.Add([node]);
            }
        }

        return stages.ConvertAll(static nodes => new Stage(new EquatableArray<Node>(nodes)));
    }

    private void PlaceTensors()
    {
        int parameters = 0;
        int statistics = 0;
        foreach (Node node in WithHead)
        {
            foreach (Tensor tensor in node.Layer.Parameters(node.Input))
            {
                Parameters.Add(new PlacedTensor(node, tensor, parameters));
                parameters = checked(parameters + tensor.Floats);
            }

            foreach (Tensor tensor in node.Layer.Statistics(node.Input))
            {
                Statistics.Add(new PlacedTensor(node, tensor, statistics));
                statistics = checked(statistics + tensor.Floats);
            }
        }
    }

    private void PlaceValues()
    {
        // The head's output is kept apart from the logits: cross-entropy needs those, and softmax's own backward needs this.
        var readByBackward = new HashSet<int>();
        foreach (Node node in Nodes)
        {
            int? input = node.Inputs.Count == 0 ? null : _values[node.Inputs[0]];
            bool isInPlace = input is { } buffer
                && node.Layer.MayOverwriteInput && !_readers.AreSeveral(node.Inputs[0]) && !readByBackward.Contains(buffer);
            _values[node.Index] = isInPlace ? input!.Value : Take(node.Output.Floats);
            if (node.Layer.ReadsOutput)
            {
                readByBackward.Add(_values[node.Index]);
            }
        }

        if (Network.Head is { } head)
        {
            _values[head.Index] = Take(head.Output.Floats);
        }

        foreach (Node node in WithHead.Where(static node => node.Layer.SavedPerSample(node.Input) > 0))
        {
            _savedPerSample[node.Index] = Take(node.Layer.SavedPerSample(node.Input));
        }
    }

    private void PlaceSaved()
    {
        int offset = 0;
        foreach (Node node in Nodes)
        {
            foreach ((string suffix, int length) in node.Layer.Saved(node.Input))
            {
                _saved[(node.Index, suffix)] = offset;
                offset = checked(offset + Panels.PaddedColumns(length));
            }
        }

        foreach (Node node in Nodes.Where(static node => node.Layer is DenseLayer))
        {
            _transposed[node.Index] = offset;
            offset = checked(offset + (node.Output.Columns * Panels.PaddedColumns(node.Input.Columns)));
        }

        Workspace = offset;
    }

    /// <summary>The layers that are trained, and those that read what comes of one.</summary>
    private void FindTrained()
    {
        foreach (Node node in Nodes)
        {
            if (node.Layer.IsTrained(node.Input) || node.Inputs.Any(_trained.Contains))
            {
                _ = _trained.Add(node.Index);
            }
        }
    }

    private int Take(int floats)
    {
        int offset = WorkspacePerSample;
        WorkspacePerSample = checked(offset + floats);
        return offset;
    }
}
