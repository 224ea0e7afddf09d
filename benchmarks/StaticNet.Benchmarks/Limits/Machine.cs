using System.Runtime.Intrinsics;
using StaticNet.Kernels;

namespace StaticNet.Benchmarks;

/// <summary>The limits of the machine, to be measured beside what they limit.</summary>
internal static class Machine
{
    /// <summary>Multiply-add peak of one core at the width that the kernels use.</summary>
    public static Work Peak() => Peaks().First();

    /// <summary>Multiply-add peaks of one core, the widest first.</summary>
    public static IEnumerable<Work> Peaks()
    {
        if (Vector512.IsHardwareAccelerated)
        {
            yield return new MultiplyAddPeak<Simd512>();
        }

        if (Vector256.IsHardwareAccelerated)
        {
            yield return new MultiplyAddPeak<Simd256>();
        }

        if (Vector128.IsHardwareAccelerated)
        {
            yield return new MultiplyAddPeak<Simd128>();
        }

        yield return new MultiplyAddPeak<Scalar>();
    }

    /// <summary>Reads all of <paramref name="blocks"/> once a call, by the widest loads.</summary>
    public static Work Read(string name, params Arena[] blocks) =>
        Vector512.IsHardwareAccelerated ? new MemoryRead<Simd512>(name, blocks)
        : Vector256.IsHardwareAccelerated ? new MemoryRead<Simd256>(name, blocks)
        : Vector128.IsHardwareAccelerated ? new MemoryRead<Simd128>(name, blocks)
        : new MemoryRead<Scalar>(name, blocks);

    /// <summary>What was measured on, for reports.</summary>
    public static string Describe()
    {
        string widest = Vector512.IsHardwareAccelerated ? "512" : Vector256.IsHardwareAccelerated ? "256" : Vector128.IsHardwareAccelerated ? "128" : "32";
        return $"{ProcessorName()}, {Environment.ProcessorCount} cores, vectors of {widest} bits, "
            + $"{System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}";
    }

    private static string ProcessorName()
    {
        const string Source = "/proc/cpuinfo";
        string? line = File.Exists(Source)
            ? File.ReadLines(Source).FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':', 2)[1].Trim() ?? System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString();
    }
}
