using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using StaticNet;
using StaticNet.Benchmarks;

const double PortableShare = 0.85;
bool markdown = args is ["--markdown"];
if (args.Length > 0 && !markdown)
{
    Console.Error.WriteLine("Takes --markdown or nothing.");
    return 2;
}

Console.WriteLine(
    $"{Machine.Describe()}; accelerated: Vector128 {Vector128.IsHardwareAccelerated}, Vector256 {Vector256.IsHardwareAccelerated}, "
    + $"Vector512 {Vector512.IsHardwareAccelerated}; supported: Avx2 {Avx2.IsSupported}, Fma {Fma.IsSupported}, Avx512F {Avx512F.IsSupported}");
Console.WriteLine();

var products = ((ProductShape[])[new(128, 784, 256), new(128, 256, 128)]).SelectMany(
    static shape => Enum.GetValues<ProductKind>().Select(kind => (Name: $"{kind}, {shape}", Work: (Work)new KernelProduct(kind, shape)))).ToArray();
TinyNet.Predictor tiny = new TinyNet(1).ToPredictor();
Predictor digits = new DigitNet(1).ToPredictor();
(string Name, Work Work)[] works =
[
    .. products,
    ("training step 784-256-128-64-10, batch 128, SGD", new TrainingWork("step", new DigitNet(1), TrainingWork.Sgd, 128)),
    ("the same, Adam", new TrainingWork("step", new DigitNet(1), TrainingWork.Adam, 128)),
    ("prediction of 256 rows", new PredictionWork("prediction", digits, 256)),
    ("prediction of one row", new PredictionWork("prediction", digits, 1)),
    ("4-16-8-3, probabilities", new TinyNetWork.Probabilities(tiny)),
    ("30-64-32-1", new TinyNetWork.SmallNetProbability(new SmallNet(1).ToPredictor())),
];
Samples[] samples = Interleaved.Measure(6, [Machine.Peak(), .. works.Select(static work => work.Work)]);
Samples peak = samples[0];
var table = new Table("compiled ahead of time", "time", "of the peak of this instruction set");
table.Add(peak.Work.Name, "", Text.Rate(peak.Rate));
foreach (((string name, Work work), Samples sample) in works.Zip(samples[1..]))
{
    table.Add(name, Text.Time(sample), work.Operations > 1e6 ? Text.Percent(sample.ShareOf(peak)) : "");
}

table.Write(Console.Out, markdown);
double worst = samples[1..(products.Length + 1)].Min(sample => sample.ShareOf(peak));
Console.WriteLine(
    $"products: at least {Text.Percent(worst)} of the peak, >= {Text.Percent(PortableShare)} wanted: {(worst >= PortableShare ? "met" : "MISSED")}");
return worst >= PortableShare ? 0 : 1;
