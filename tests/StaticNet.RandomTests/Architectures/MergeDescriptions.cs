using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.Architectures;

/// <summary>A layer that reads others beside the one above.</summary>
internal abstract record MergeDescription(string Kind, int[] Places) : LayerDescription(Kind)
{
    public override IReadOnlyList<int> Others => Places;

    public override bool Accepts(int[] input) => false;

    public override LayerDescription Rewired(Func<int, int> places) =>
        (MergeDescription)base.Rewired(places) with { Places = Array.ConvertAll(Places, place => places(place)) };
}

internal sealed record AddDescription(int[] Places) : MergeDescription("Add", Places)
{
    public override bool Accepts(int[][] inputs) => inputs.All(input => input.SequenceEqual(inputs[0]));

    public override Layer Interpret(string name, int[] input) => new AddLayer(Places.Length + 1);
}

internal sealed record ConcatDescription(int[] Places) : MergeDescription("Concat", Places)
{
    public override bool Accepts(int[][] inputs) => inputs.All(input => input.SkipLast(1).SequenceEqual(inputs[0].SkipLast(1)));

    public override int[] Output(int[][] inputs) => [.. inputs[0].SkipLast(1), inputs.Sum(static input => input[^1])];

    public override Layer Interpret(string name, int[] input) => new ConcatLayer();
}
