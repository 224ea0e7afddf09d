using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>Group normalisation (Wu &amp; He, ECCV 2018): over groups of neighbouring columns and all positions of a sample.</summary>
internal sealed record GroupNormLayer : SampleNormLayer
{
    private const int EachColumn = -1;

    public GroupNormLayer(Arguments arguments)
        : base(
            arguments.Number("epsilon", 1e-3, static epsilon => (float)epsilon > 0, "more than 0"),
            arguments.Flag("center", true),
            arguments.Flag("scale", true))
    {
        GroupCount = arguments.Integer("groups", 0);
        if (arguments.Has("groups") && GroupCount is 0 or < EachColumn)
        {
            arguments.Report.OutOfRange("groups", Text.Invariant(GroupCount), "1 or more, or -1 for a group a column");
            GroupCount = 1;
        }
    }

    /// <summary>The number of groups as written; -1 for as many as columns.</summary>
    public int GroupCount { get; init; }

    public override string Kind => "GroupNorm";

    public override string Title => $"GroupNorm {Text.Invariant(GroupCount)}";

    protected override string Extent => "of each sample and group";

    public override Shape? Infer(Shape input, Reporter report)
    {
        int groups = Groups(input);
        if (input.Columns % groups == 0)
        {
            return base.Infer(input, report);
        }

        int below = Math.Min(groups, input.Columns);
        while (input.Columns % below > 0)
        {
            below--;
        }

        int above = Math.Min(groups, input.Columns);
        while (input.Columns % above > 0)
        {
            above++;
        }

        report.Add(
            Rules.ImpossibleShape,
            $"groups is {Text.Invariant(groups)}, which does not divide the {Text.Invariant(input.Columns)} columns of shape {input}; "
            + (below == above ? $"{Text.Invariant(below)} does" : $"{Text.Invariant(below)} and {Text.Invariant(above)} do"));
        return null;
    }

    public override Layer Settle(Shape input) => this with { GroupCount = Groups(input) };

    protected override int Groups(Shape input) => GroupCount == EachColumn ? input.Columns : Math.Max(GroupCount, 1);

    protected override int Positions(Shape input) => input.Positions;
}
