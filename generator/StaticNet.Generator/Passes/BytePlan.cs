namespace StaticNet.Generator.Passes;

/// <summary>
/// How samples of bytes are predicted: a tile of them becomes floats in the scratch, and what predicts floats reads these. A tile holds two samples
/// or more, since a sample alone may come to other bits.
/// </summary>
/// <param name="TileSamples">Samples of a tile.</param>
/// <param name="TileFloats">Floats of a tile's input, up to a line of the cache.</param>
/// <param name="Scratch">Floats of scratch in all.</param>
internal sealed record BytePlan(int TileSamples, int TileFloats, int Scratch)
{
    private const int LineFloats = 16;
    private const int SmallestTile = 2;
    private const int LargestTile = 64;

    public bool FitsStack => Scratch <= PredictionPlan.StackFloats;

    public static BytePlan Make(PredictionPlan plan)
    {
        int samples = LargestTile;
        BytePlan tile = Of(plan, samples);
        while (!tile.FitsStack && samples > SmallestTile)
        {
            samples = samples > 8 ? samples - 8 : samples - 1;
            tile = Of(plan, samples);
        }

        return tile;
    }

    private static BytePlan Of(PredictionPlan plan, int samples)
    {
        int input = checked(samples * plan.Network.Input.Size);
        int floats = checked(input + LineFloats - 1) / LineFloats * LineFloats;
        return new BytePlan(samples, floats, checked(floats + plan.ScratchOf(samples)));
    }
}
