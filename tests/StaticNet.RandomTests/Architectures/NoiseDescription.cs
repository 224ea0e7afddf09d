namespace StaticNet.RandomTests.Architectures;

/// <summary>A layer that does nothing when predicting.</summary>
internal abstract record NoiseDescription(string Kind, bool KeepsZeros) : LayerDescription(Kind)
{
    public static NoiseDescription Draw(Random random)
    {
        double rate = random.Next(6) == 0 ? 0 : Math.Round(0.9 * random.NextDouble(), 3);
        return random.Next(6) switch
        {
            0 => new GaussianNoiseDescription(rate),
            1 => new GaussianDropoutDescription(rate),
            2 => new AlphaDropoutDescription(rate),
            _ => new DropoutDescription(rate),
        };
    }
}
