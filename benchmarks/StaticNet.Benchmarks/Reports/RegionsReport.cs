namespace StaticNet.Benchmarks;

/// <summary>
/// Where the time of a training step goes: its products and its other passes, each measured alone at the shape it has in the network, and what
/// is left of the step. Alone, each finds its operands in the cache, so the rest holds what the passes displace of each other.
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

        Part("the batch into panels", StepPart.Load(Batch, _sizes[0]));
        foreach (int width in _sizes[1..^1])
        {
            Part($"BatchNorm, ReLU, {width}: forward", StepPart.BatchNormForward(Batch, width));
            Part($"BatchNorm, ReLU, {width}: backward", StepPart.BatchNormBackward(Batch, width));
        }

        for (int layer = 1; layer + 1 < _sizes.Length; layer++)
        {
            Part($"transposed kernel, {_sizes[layer]} to {_sizes[layer + 1]}", StepPart.Transpose(_sizes[layer], _sizes[layer + 1]));
        }

        Part("loss", StepPart.Loss(Batch, _sizes[^1]));

        Samples[] samples = session.Measure(8, [.. works]);
        double whole = samples[1].Median;
        var table = new Table("784-[256-128-64, BatchNorm, ReLU]-10, batch 128, 1 thread", "time", "of the step", "of the peak");
        foreach ((string name, Samples part) in names.Zip(samples[3..]))
        {
            table.Add(
                name, Text.Time(part.Median), Text.Percent(part.Median / whole), part.Work.Operations > 0 ? Text.Percent(part.ShareOf(samples[0])) : "");
        }

        double products = samples[3..].Where(static part => part.Work.Operations > 0).Sum(static part => part.Median);
        double passes = samples[3..].Where(static part => part.Work.Operations == 0).Sum(static part => part.Median);
        table.Add("all products", Text.Time(products), Text.Percent(products / whole), Text.Percent(step.Operations / products / samples[0].Rate));
        table.Add("all other passes", Text.Time(passes), Text.Percent(passes / whole), "");
        table.Add("cache misses, update, calls", Text.Time(Math.Max(0, whole - products - passes)), Text.Percent((whole - products - passes) / whole), "");
        table.Add("**step, SGD**", Text.Time(samples[1]), Text.Percent(1), Text.Percent(samples[1].ShareOf(samples[0])));
        table.Add("**step, Adam**", Text.Time(samples[2]), Text.Percent(samples[2].Over(samples[1])), Text.Percent(samples[2].ShareOf(samples[0])));
        table.Write(output, markdown);

        void Part(string name, Work work)
        {
            works.Add(work);
            names.Add(name);
        }
    }
}
