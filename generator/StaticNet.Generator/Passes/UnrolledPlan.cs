using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>A Dense of an unrolled network, and how its outputs and inputs share registers.</summary>
/// <remarks>
/// A layer that reads registers takes several inputs in one step: lane <c>g·Group + j</c> of a sum gathers output <c>j</c> over the inputs of group
/// <c>g</c>, and the groups are added up at the end. A layer of more than 4 outputs has one such sum for each 4 of them: then no step moves a value
/// across the 128 bits of a register, which costs less than to spread one input over all lanes. The kernel is packed a second time, step by step;
/// narrower registers take a part of each step, so one packing serves every width. A layer of many outputs would need more sums than there are
/// registers, and takes one input a step.
/// </remarks>
internal sealed class UnrolledLayer
{
    private const int Widest = 16;
    private const int LanesWithoutCrossing = 4;
    private const int MostGathered = 32;

    private readonly bool _readsMemory;

    public UnrolledLayer(DenseStep step, bool readsMemory)
    {
        Step = step;
        _readsMemory = readsMemory;
        Inputs = step.Input.Columns;
        Outputs = step.Node.Output.Columns;
        bool isGathered = !readsMemory && Inputs > LanesWithoutCrossing && Outputs <= MostGathered;
        Group = Math.Min(PowerOfTwo(Outputs), isGathered ? LanesWithoutCrossing : Widest);
        Groups = readsMemory ? 1 : Math.Min(Widest / Group, PowerOfTwo((Inputs + Group - 1) / Group));
        if (step.Activation is { } activation)
        {
            Activations.Add((ActivationLayer)activation.Layer);
        }
    }

    public DenseStep Step { get; }

    public int Inputs { get; }

    public int Outputs { get; }

    /// <summary>What follows the sums, in order.</summary>
    public List<ActivationLayer> Activations { get; } = [];

    /// <summary>Lanes of a group in the widest registers: 1, 2, 4, 8 or 16.</summary>
    public int Group { get; }

    /// <summary>Groups of a step in the widest registers.</summary>
    public int Groups { get; }

    /// <summary>Whether the kernel is packed step by step; elsewhere its panels serve.</summary>
    public bool IsPacked => !_readsMemory && Group < Widest;

    /// <summary>Floats of a packed step that belong to one sum.</summary>
    private int SumStride => Math.Max(Group * Groups, 4);

    /// <summary>Floats of a packed step.</summary>
    private int Stride => SumStride * BlocksIn(Widest);

    /// <summary>Floats of the packed kernel.</summary>
    public int PackedFloats
    {
        get
        {
            int block = Group * Groups;
            int rest = Inputs % block;
            return Panels.Padded(((Inputs / block * Group) + Math.Min(rest, Group)) * Stride);
        }
    }

    /// <summary>Lanes of a group in registers of <paramref name="lanes"/>.</summary>
    public int GroupIn(int lanes) => Math.Min(Group, lanes);

    public int GroupsIn(int lanes) => Math.Min(lanes / GroupIn(lanes), Groups);

    /// <summary>Lanes of the registers that gather the sums.</summary>
    public int RegisterIn(int lanes) => Math.Max(GroupIn(lanes) * GroupsIn(lanes), 4);

    /// <summary>Lanes of the widest registers that hold the finished outputs.</summary>
    public int ResultIn(int lanes) => IsJoinedIn(lanes) ? Math.Min(PowerOfTwo(Outputs), lanes) : Math.Max(GroupIn(lanes), 4);

    /// <summary>Sums side by side, each of <see cref="GroupIn"/> outputs.</summary>
    public int BlocksIn(int lanes) => (Outputs + GroupIn(lanes) - 1) / GroupIn(lanes);

    /// <summary>Whether several sums have to be brought together in one register at the end.</summary>
    public bool IsJoinedIn(int lanes) => GroupsIn(lanes) > 1 && BlocksIn(lanes) > 1;

    /// <summary>The first input of every step, in order.</summary>
    public IEnumerable<int> StepsIn(int lanes)
    {
        int block = GroupIn(lanes) * GroupsIn(lanes);
        for (int first = 0; first < Inputs; first += block)
        {
            for (int input = first; input < Math.Min(first + GroupIn(lanes), Inputs); input++)
            {
                yield return input;
            }
        }
    }

    /// <summary>
    /// Accumulators a register of outputs, so that about eight sums are under way at once: a multiply-add has to wait some cycles for the one before.
    /// </summary>
    public int ChainsIn(int lanes)
    {
        int steps = StepsIn(lanes).Count();
        int chains = 1;
        while (2 * chains * BlocksIn(lanes) <= 8 && 4 * chains <= steps)
        {
            chains *= 2;
        }

        return chains;
    }

    /// <summary>Vector statements.</summary>
    public int StatementsIn(int lanes)
    {
        int blocks = BlocksIn(lanes);
        return StepsIn(lanes).Count() * (blocks == 1 ? 1 : blocks + 1);
    }

    /// <summary>Where the weights from <paramref name="input"/> to output <paramref name="column"/> and its neighbours lie in the kernel.</summary>
    public int Weight(int input, int column)
    {
        if (!IsPacked)
        {
            int panel = column / Panels.Width;
            int width = Outputs - (panel * Panels.Width) <= Panels.Width / 2 ? Panels.Width / 2 : Panels.Width;
            return (panel * Inputs * Panels.Width) + (input * width) + (column % Panels.Width);
        }

        int block = Group * Groups;
        int step = (input / block * Group) + (input % Group);
        return (step * Stride) + (column / Group * SumStride) + (input % block / Group * Group) + (column % Group);
    }

    private static int PowerOfTwo(int atLeast)
    {
        int power = 1;
        while (power < atLeast)
        {
            power *= 2;
        }

        return power;
    }
}

/// <summary>
/// A network so small that one sample runs through all its layers in registers, every step a statement. There is no plan where the code would
/// be long, or where a layer is neither Dense nor an activation.
/// </summary>
internal sealed class UnrolledPlan
{
    /// <summary>
    /// The most statements of a method. The just-in-time compiler stops optimising methods of about 2000; it takes some 10 us a statement, and beyond this
    /// many the panels' loops cost little.
    /// </summary>
    public const int LargestMethod = 640;

    private UnrolledPlan(IReadOnlyList<UnrolledLayer> layers, IReadOnlyList<int> widths)
    {
        Layers = layers;
        Widths = widths;
    }

    /// <summary>Lanes of registers, the widest first.</summary>
    public static IReadOnlyList<int> AllWidths { get; } = [16, 8, 4];

    public IReadOnlyList<UnrolledLayer> Layers { get; }

    /// <summary>Lanes of the registers that there is code for: 16, perhaps 8, perhaps 4.</summary>
    public IReadOnlyList<int> Widths { get; }

    public UnrolledLayer Last => Layers[Layers.Count - 1];

    public static UnrolledPlan? Make(IEnumerable<PredictionStep> body)
    {
        var layers = new List<UnrolledLayer>();
        foreach (PredictionStep step in body)
        {
            switch (step)
            {
                case DenseStep dense when dense.Output.Positions == 1:
                    layers.Add(new UnrolledLayer(dense, readsMemory: layers.Count == 0));
                    break;
                case LayerStep { Node.Layer: ActivationLayer activation } when layers.Count > 0:
                    layers[layers.Count - 1].Activations.Add(activation);
                    break;
                default:
                    return null;
            }
        }

        // A narrower register takes more statements.
        int[] widths = layers.Count == 0 ? [] : [.. AllWidths.TakeWhile(lanes => Statements(layers, lanes) <= LargestMethod)];
        return widths.Length == 0 ? null : new UnrolledPlan(layers, widths);
    }

    private static long Statements(IEnumerable<UnrolledLayer> layers, int lanes) =>
        layers.Sum(layer => (long)layer.StatementsIn(lanes));
}
