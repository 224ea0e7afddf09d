namespace StaticNet.Benchmarks;

/// <summary>The matrix products of training, the worst shape of each kind deciding; and what else computes them in this process.</summary>
internal sealed class ProductRow : Row
{
    private const double Target = 0.92;

    private static readonly ProductShape[] _shapes =
    [
        new(128, 784, 256), new(128, 256, 128), new(128, 128, 64), new(64, 64, 32), new(128, 300, 96), new(1024, 1024, 1024),
    ];

    public override string Work => "matrix products of training, batch >= 64, outputs >= 32";

    /// <summary>A product's formula.</summary>
    public static string Name(ProductKind kind) => kind switch
    {
        ProductKind.Forward => "y = x·W",
        ProductKind.KernelGradient => "dW = xᵀ·dy",
        _ => "dx = dy·Wᵀ",
    };

    public override IEnumerable<Finding> Measure(Session session)
    {
        foreach (ProductKind kind in Enum.GetValues<ProductKind>())
        {
            var shares = new List<(double Share, string Detail)>();
            double slowest = double.PositiveInfinity;
            foreach (ProductShape shape in _shapes)
            {
                Work[] works = [Machine.Peak(), new KernelProduct(kind, shape), .. Blas(session, kind, shape)];
                Samples[] samples = session.Measure(shape.Operations > 1e9 ? 0.6 : 0.25, works);
                shares.Add((samples[1].ShareOf(samples[0]), shape.ToString()));
                slowest = Math.Min(slowest, samples.Length > 2 ? samples[2].Over(samples[1]) : double.PositiveInfinity);
            }

            string all = string.Join(", ", shares.Select(static share => $"{share.Detail} {Text.Percent(share.Share)}"));
            yield return Finding.AtLeast(Name(kind), shares.Min(static share => share.Share), Target, Text.Percent, all);
            yield return session.Blas is null
                ? Finding.NotMeasured($"{Name(kind)}, OpenBLAS beside it", "", $"{OpenBlas.FileName} is not here")
                : Finding.Shown($"{Name(kind)}, OpenBLAS beside it", $"{Text.Times(slowest)} as fast as OpenBLAS at the least");
        }

        ProductShape plain = _shapes[1];
        Samples[] beside = session.Measure(
            0.5, new KernelProduct(ProductKind.Forward, plain), new PlainProduct(plain), new TensorPrimitivesProduct(plain));
        foreach (Samples other in beside[1..])
        {
            yield return Finding.Shown($"y = x·W, {plain}, {other.Work.Name} beside it", $"{Text.Times(other.Over(beside[0]))} as fast");
        }
    }

    private static IEnumerable<Work> Blas(Session session, ProductKind kind, ProductShape shape) =>
        session.Blas is { } blas ? [blas.Product(kind, shape)] : [];
}
