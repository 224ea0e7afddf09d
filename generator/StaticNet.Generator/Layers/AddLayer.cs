using StaticNet.Generator.Emission;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>The sum of the layer above and others, in the order in which they are named.</summary>
internal sealed record AddLayer : MergeLayer
{
    public AddLayer(Arguments arguments)
        : base(arguments)
    {
    }

    public override string Kind => "Add";

    public override string Formula => $"y = x + {string.Join(" + ", Names)}";

    public override bool MayOverwriteInput => true;

    public override Shape? Infer(IReadOnlyList<Node> inputs, Reporter report) =>
        Agree(inputs, static (above, other) => above == other, "needed is one shape for all that is added", report) ? inputs[0].Output : null;

    public override void Forward(LayerCode code)
    {
        for (int i = 1; i < code.Node.Inputs.Count; i++)
        {
            code.Line($"SN::ElementSum.Add(in {(i == 1 ? code.X : code.Y)}, in {code.Other(i)}, ref {code.Y}, {code.Count});");
        }
    }

    /// <summary>Each input's gradient is the output's, which is added to what other readers of the input give it.</summary>
    public override void Backward(LayerCode code)
    {
    }
}
