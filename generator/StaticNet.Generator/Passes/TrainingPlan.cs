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

    public bool IsPanelwise => Lead.Layer.IsPanelwise;

    public bool IsTrained => Nodes.Any(static node => node.Layer.Parameters(node.Input).Any());

    /// <summary>Whether there is anything to do backward but to move the gradient.</summary>
    public bool HasBackward => Lead.Layer.GradientInPlace || IsTrained;
}

/// <summary>
/// Where everything that training touches lies, and which layers run together. Every value has its own buffer, since backward reads it, but
/// for layers that may work in place; gradients take turns in two buffers, which is all that a chain needs.
/// </summary>
internal sealed class TrainingPlan
{
    private readonly Dictionary<int, int> _values = [];
    private readonly Dictionary<int, int> _gradients = [];
    private readonly Dictionary<int, int> _savedPerSample = [];
    private readonly Dictionary<int, int> _transposed = [];
    private readonly Dictionary<(int, string), int> _saved = [];

    private TrainingPlan(NetworkModel network)
    {
        Network = network;
        Nodes = FuseActivations.Run(FlattenEarly.Run(network.Body));
        Stages = GroupStages(Nodes);
        PlaceTensors();
        PlaceValues();
        PlaceGradients();
        PlaceSaved();
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

    /// <summary>The node whose value the loss takes.</summary>
    public Node Last => Nodes[Nodes.Count - 1];

    public static TrainingPlan Make(NetworkModel network) => new(network);

    public int Value(int node) => _values[node];

    public int Gradient(int node) => _gradients[node];

    /// <summary>Where the transposed kernel of a Dense lies, among what does not depend on the batch.</summary>
    public int Transposed(int node) => _transposed[node];

    public int SavedPerSample(int node) => _savedPerSample[node];

    public int Saved(int node, string suffix) => _saved[(node, suffix)];

    /// <summary>Whether any layer before <paramref name="stage"/> is trained, so that backward has to go on below it.</summary>
    public bool TrainsBelow(Stage stage) => Stages.TakeWhile(other => other != stage).Any(static below => below.IsTrained);

    private static List<Stage> GroupStages(EquatableArray<Node> nodes)
    {
        var stages = new List<List<Node>>();
        foreach (Node node in nodes.Skip(1).Where(static node => !node.IsIdentity))
        {
            bool joins = stages.Count > 0
                && node.Layer is { IsPanelwise: true } and not DenseLayer
                && stages[stages.Count - 1][0].Layer.IsPanelwise;
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
        foreach (Node node in Nodes)
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
        foreach (Node node in Nodes.Concat(Network.Head is { } head ? [head] : []))
        {
            int? input = node.Inputs.Count == 0 ? null : _values[Producer(node)];
            bool isInPlace = input is { } buffer
                && (node.IsIdentity || (node != Network.Head && node.Layer.MayOverwriteInput && !readByBackward.Contains(buffer)));
            _values[node.Index] = isInPlace ? input!.Value : Take(node.Output.Floats);
            if (node.Layer.ReadsOutput)
            {
                readByBackward.Add(_values[node.Index]);
            }
        }

        foreach (Node node in Nodes.Where(static node => node.Layer.SavedPerSample(node.Input) > 0))
        {
            _savedPerSample[node.Index] = Take(node.Layer.SavedPerSample(node.Input));
        }
    }

    /// <summary>
    /// The node that gives <paramref name="node"/> its input: the one it names, the BatchNorm that one was fused into, or the one before if that
    /// one does nothing.
    /// </summary>
    public int Producer(Node node) => Nodes.Last(other => other.Index <= node.Inputs[0] && !other.IsIdentity).Index;

    private void PlaceGradients()
    {
        var turns = new Dictionary<int, int>();
        int turn = 0;
        int[] sizes = [0, 0];
        void Give(Node node)
        {
            turns[node.Index] = turn;
            sizes[turn] = Math.Max(sizes[turn], node.Output.Floats);
        }

        Give(Last);
        for (int i = Nodes.Count - 1; i > 0; i--)
        {
            turn = Nodes[i].Layer.GradientInPlace || Nodes[i].IsIdentity ? turn : 1 - turn;
            Give(Nodes[i - 1]);
        }

        int[] starts = [Take(sizes[0]), Take(sizes[1])];
        foreach (Node node in Nodes)
        {
            _gradients[node.Index] = starts[turns[node.Index]];
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

    private int Take(int floats)
    {
        int offset = WorkspacePerSample;
        WorkspacePerSample = checked(offset + floats);
        return offset;
    }
}
