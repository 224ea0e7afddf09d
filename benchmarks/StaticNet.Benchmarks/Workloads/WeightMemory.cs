using System.Reflection;
using StaticNet.Kernels;

namespace StaticNet.Benchmarks;

/// <summary>
/// The memory of a predictor's weights. The time to read it is measured on the very same memory, because how well it fits the second-level
/// cache depends on the pages that it lies on, and differs by a tenth and more between two blocks of one size.
/// </summary>
internal static class WeightMemory
{
    public static Arena[] Of(Predictor predictor)
    {
        Arena[] blocks =
        [
            .. predictor.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
                .Where(static field => field.FieldType == typeof(Arena))
                .Select(field => field.GetValue(predictor))
                .OfType<Arena>(),
        ];
        return blocks.Length > 0 ? blocks : throw new InvalidOperationException($"The predictor of {predictor.Layout.Name} holds no weights in an Arena.");
    }
}
