namespace StaticNet.RandomTests.Architectures;

/// <summary>A <c>[Loss]</c> as it is declared.</summary>
internal sealed record LossDescription(LossKind Kind, double LabelSmoothing = 0, double Delta = 1)
{
    public string Attribute
    {
        get
        {
            string smoothing = LabelSmoothing == 0 ? "" : $", LabelSmoothing = {LayerDescription.Number(LabelSmoothing)}";
            string delta = Delta is 1 ? "" : $", Delta = {LayerDescription.Number(Delta)}";
            return $"Loss(LossKind.{Kind}{smoothing}{delta})";
        }
    }

    public static LossDescription Draw(Random random, LossKind kind) => new(
        kind,
        kind is LossKind.CrossEntropy or LossKind.ClippedCrossEntropy or LossKind.BinaryCrossEntropy && random.Next(2) == 0
            ? Math.Round(0.9 * random.NextDouble(), 3)
            : 0,
        kind is LossKind.Huber && random.Next(3) != 0 ? Math.Round(0.1 + (3 * random.NextDouble()), 3) : 1);
}
