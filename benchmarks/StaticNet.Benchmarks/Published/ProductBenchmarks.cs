using BenchmarkDotNet.Attributes;

namespace StaticNet.Benchmarks;

/// <summary>y = x·W of the layers of the 784 net and of a large one.</summary>
[Config(typeof(Configuration))]
public class ProductBenchmarks
{
    private Work _kernel = null!;
    private Work _plain = null!;
    private Work _tensors = null!;
    private Work? _blas;

    [Params("128x784x256", "128x256x128", "128x128x64", "1024x1024x1024")]
    public string Shape { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        int[] sizes = [.. Shape.Split('x').Select(static size => int.Parse(size, System.Globalization.CultureInfo.InvariantCulture))];
        var shape = new ProductShape(sizes[0], sizes[1], sizes[2]);
        (_kernel, _plain, _tensors) = (new KernelProduct(ProductKind.Forward, shape), new PlainProduct(shape), new TensorPrimitivesProduct(shape));
        _blas = OpenBlas.TryLoad(out OpenBlas? library) ? library.Product(ProductKind.Forward, shape) : null;
    }

    [Benchmark(Baseline = true)]
    public void StaticNet() => _kernel.Run(1);

    [Benchmark]
    public void PlainLoops() => _plain.Run(1);

    [Benchmark]
    public void TensorPrimitives() => _tensors.Run(1);

    /// <summary>Fails, and is shown so, where the machine has no OpenBLAS.</summary>
    [Benchmark]
    public void OpenBlasLibrary() => (_blas ?? throw new NotSupportedException($"{OpenBlas.FileName} is not here.")).Run(1);
}
