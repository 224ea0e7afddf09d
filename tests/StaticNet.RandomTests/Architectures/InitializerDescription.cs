namespace StaticNet.RandomTests.Architectures;

/// <summary>An initialiser with the numbers it takes.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="First">Minimum, mean or value.</param>
/// <param name="Second">Maximum or deviation.</param>
internal sealed record InitializerDescription(Initializer Kind, double First = 0, double Second = 0)
{
    /// <summary>Every value within these bounds, where the shape does not matter.</summary>
    public (double Minimum, double Maximum) Bounds => Kind switch
    {
        Initializer.Zeros => (0, 0),
        Initializer.Ones => (1, 1),
        Initializer.Constant => (First, First),
        Initializer.Uniform => (First, Second),
        _ => (double.NegativeInfinity, double.PositiveInfinity),
    };

    public static InitializerDescription Draw(Random random, Initializer kind)
    {
        double first = Math.Round((2 * random.NextDouble()) - 1, 3);
        double second = Math.Round(random.NextDouble(), 3);
        return kind switch
        {
            Initializer.Uniform => new(kind, first, first + second),
            Initializer.Normal => new(kind, first, second),
            Initializer.Constant => new(kind, first),
            _ => new(kind),
        };
    }

    /// <summary>One that a vector can have, often the usual one.</summary>
    public static InitializerDescription DrawForVector(Random random, Initializer usual) => random.Next(2) == 0
        ? new(usual)
        : Draw(random, (Initializer)random.Next((int)Initializer.Uniform, (int)Initializer.Orthogonal));

    public IEnumerable<string> Print(string property, string prefix)
    {
        string[] numbers = Kind switch
        {
            Initializer.Uniform => [$"{prefix}Min = {LayerDescription.Number(First)}", $"{prefix}Max = {LayerDescription.Number(Second)}"],
            Initializer.Normal => [$"{prefix}Mean = {LayerDescription.Number(First)}", $"{prefix}Deviation = {LayerDescription.Number(Second)}"],
            Initializer.Constant => [$"{prefix}Value = {LayerDescription.Number(First)}"],
            _ => [],
        };
        return numbers.Prepend($"{property} = Initializer.{Kind}");
    }
}
