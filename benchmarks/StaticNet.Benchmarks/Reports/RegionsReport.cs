namespace StaticNet.Benchmarks;

/// <summary>
/// Where the time of a training step goes: its products, each measured alone at the shape it has in the network, and what is left of the
/// step. Alone, a product finds its operands in the cache, so the rest holds what the network's other passes displace.
/// </summary>
internal sealed class RegionsReport(Session session, bool markdown)
{
    private const int Batch = 128;

    private static readonly int[] _sizes = [784, 256, 128, 64, 10];

    public void Run(TextWriter output)
    {
        var step = new TrainingWork("step", new DigitNet(1), TrainingWork.Sgd, Batch);
        var withAdam = new TrainingWork("step", new DigitNet(1), TrainingWork.Adam, Batch);
        var works = new List<Work> { Machine.Peak(), step, withAdam };
        var names = new List<string>();
        for (int layer = 0; layer + 1 < _sizes.Length; layer++)
        {
            var shape = new ProductShape(Batch, _sizes[layer], _sizes[layer + 1]);
            foreach (ProductKind kind in Enum.GetValues<ProductKind>().Where(kind => layer > 0 || kind != ProductKind.InputGradient))
            {
                works.Add(new KernelProduct(kind, shape));
                names.Add($"{ProductRow.Name(kind)}, {_sizes[layer]} to {_sizes[layer + 1]}");
            }
        }

        Samples[] samples = session.Measure(6, [.. works]);
        double whole = samples[1].Median;
        var table = new Table("784-[256-128-64, BatchNorm, ReLU]-10, batch 128, 1 thread", "time", "of the step", "of the peak");
        foreach ((string name, Samples product) in names.Zip(samples[3..]))
        {
            table.Add(name, Text.Time(product.Median), Text.Percent(product.Median / whole), Text.Percent(product.ShareOf(samples[0])));
        }

        double products = samples[3..].Sum(static product => product.Median);
        table.Add("all products", Text.Time(products), Text.Percent(products / whole), Text.Percent(step.Operations / products / samples[0].Rate));
        table.Add("BatchNorm, ReLU, loss, copies, update", Text.Time(Math.Max(0, whole - products)), Text.Percent((whole - products) / whole), "");
        table.Add("**step, SGD**", Text.Time(samples[1]), Text.Percent(1), Text.Percent(samples[1].ShareOf(samples[0])));
        table.Add("**step, Adam**", Text.Time(samples[2]), Text.Percent(samples[2].Over(samples[1])), Text.Percent(samples[2].ShareOf(samples[0])));
        table.Write(output, markdown);
    }
}
