using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.Architectures;

/// <summary>What a BatchNorm says of γ or β.</summary>
/// <param name="Initializer">How it is drawn.</param>
internal sealed record VectorDescription(InitializerDescription Initializer)
{
    public double L1 { get; init; }

    public double L2 { get; init; }

    public ConstraintLayout Constraint { get; init; }

    public IEnumerable<string> Print(string name, Initializer usual)
    {
        IEnumerable<(bool IsGiven, string Text)> numbers =
        [
            (L1 > 0, $"{name}L1 = {LayerDescription.Number(L1)}"),
            (L2 > 0, $"{name}L2 = {LayerDescription.Number(L2)}"),
            (Constraint.Kind != StaticNet.Constraint.None, $"{name}Constraint = Constraint.{Constraint.Kind}"),
            (Constraint.Kind == StaticNet.Constraint.MinMaxNorm, $"{name}MinNorm = {LayerDescription.Number(Constraint.MinNorm)}"),
            (Constraint.MaxNorm > 0, $"{name}MaxNorm = {LayerDescription.Number(Constraint.MaxNorm)}"),
            (Constraint.Rate is not (0 or 1), $"{name}NormRate = {LayerDescription.Number(Constraint.Rate)}"),
        ];
        return (Initializer.Kind == usual ? [] : Initializer.Print(name, name))
            .Concat(numbers.Where(static number => number.IsGiven).Select(static number => number.Text));
    }

    public Parameter Interpret(string name, int length, bool isTrained) =>
        new(name, [length]) { IsTrained = isTrained, L1 = L1, L2 = L2, Constraint = Constraint };

    public static VectorDescription Draw(Random random, Initializer usual)
    {
        double Strength() => random.Next(4) == 0 ? Math.Round(random.NextDouble(), 3) : 0;
        var kind = (Constraint)(random.Next(2) == 0 ? 0 : random.Next(1, 5));
        double largest = Math.Round(0.01 + (4 * random.NextDouble()), 3);
        return new VectorDescription(InitializerDescription.DrawForVector(random, usual))
        {
            L1 = Strength(),
            L2 = Strength(),
            Constraint = kind switch
            {
                StaticNet.Constraint.MaxNorm => new(kind, MaxNorm: largest),
                StaticNet.Constraint.MinMaxNorm => new(
                    kind, Math.Round(largest * random.NextDouble(), 4), largest, Math.Round(0.1 + (0.8 * random.NextDouble()), 2)),
                _ => new(kind),
            },
        };
    }
}
