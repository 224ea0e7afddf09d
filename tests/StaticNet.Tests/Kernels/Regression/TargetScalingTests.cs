using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Regression;

public sealed class TargetScalingTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(7, 16)]
    [InlineData(4, 35)]
    [InlineData(3, 64)]
    public void There_and_back_by_columns_of_panels(int rows, int columns)
    {
        float[] targets = [.. Enumerable.Range(0, rows * columns).Select(static i => 1000 + (3.5f * (((i * 7) % 11) - 5)))];
        float[] center = [.. Enumerable.Range(0, columns).Select(static c => 1000f + c)];
        float[] low = [.. Enumerable.Range(0, columns).Select(static c => 1e-5f * c)];
        float[] scale = [.. Enumerable.Range(0, columns).Select(static c => 0.25f / (c + 1))];
        var standardized = new float[targets.Length];

        ReadOnlySpan<float> values = TargetScaling.Standardize(targets, ref standardized[0], columns, in center[0], in low[0], in scale[0]);

        Assert.Equal(standardized, values.ToArray());
        for (int i = 0; i < targets.Length; i++)
        {
            int c = i % columns;
            Assert.Equal((targets[i] - center[c] - low[c]) * scale[c], standardized[i]);
        }

        // What the panels are padded with is neither read nor written.
        var panels = new float[rows * Panel.PaddedColumns(columns)];
        PanelLayout.FromRowMajor(in standardized[0], ref panels[0], rows, columns);
        float[] restored = [.. Enumerable.Repeat(float.NaN, panels.Length)];
        TargetScaling.Restore(in panels[0], ref restored[0], rows, columns, in center[0], in low[0], in scale[0]);
        Assert.Equal(panels.Length - targets.Length, restored.Count(float.IsNaN));
        var back = new float[targets.Length];
        PanelLayout.ToRowMajor(in restored[0], ref back[0], rows, columns);
        Assert.All(targets.Zip(back), static pair => Assert.Equal(pair.First, pair.Second, 2e-4));

        TargetScaling.RestoreGradient(ref panels[0], rows, columns, in scale[0]);
        PanelLayout.ToRowMajor(in panels[0], ref back[0], rows, columns);
        Assert.All(Enumerable.Range(0, targets.Length), i => Assert.Equal(standardized[i] / scale[i % columns], back[i]));
    }
}
