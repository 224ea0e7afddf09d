using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace StaticNet.Benchmarks;

/// <summary>
/// How BenchmarkDotNet runs: in this process, which is warm and needs no project to be written and built, with more warming up than the
/// runtime takes to compile a method for good.
/// </summary>
internal sealed class Configuration : ManualConfig
{
    public Configuration() =>
        AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithIterationTime(TimeInterval.FromMilliseconds(100))
            .WithWarmupCount(10)
            .WithIterationCount(20));
}
