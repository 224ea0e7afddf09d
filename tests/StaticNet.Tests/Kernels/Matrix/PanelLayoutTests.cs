using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Matrix;

public sealed class PanelLayoutTests
{
    private const float Canary = 12345f;

    [Theory]
    [MemberData(nameof(AwkwardSizes.Theory), MemberType = typeof(AwkwardSizes))]
    public void Panels_hold_every_element_where_the_layout_says_and_zeros_beside(int rows)
    {
        foreach (int columns in AwkwardSizes.All)
        {
            float[] source = Panels.Random(rows * columns, 1);
            float[] panels = Panels.Unwritten(rows, columns);
            PanelLayout.FromRowMajor(in source[0], ref panels[0], rows, columns);
            Assert.Equal(Panels.Clean(source, rows, columns), panels);
        }
    }

    [Theory]
    [MemberData(nameof(AwkwardSizes.Theory), MemberType = typeof(AwkwardSizes))]
    public void Row_major_order_comes_back_and_nothing_beyond_is_touched(int rows)
    {
        foreach (int columns in AwkwardSizes.All)
        {
            float[] source = Panels.Random(rows * columns, 1);
            float[] panels = Panels.Poisoned(source, rows, columns);
            float[] destination = new float[(rows * columns) + Panel.Width];
            Array.Fill(destination, Canary);
            PanelLayout.ToRowMajor(in panels[0], ref destination[0], rows, columns);
            Assert.Equal(source, destination[..(rows * columns)]);
            Assert.All(destination[(rows * columns)..], value => Assert.Equal(Canary, value));
        }
    }

    [Theory]
    [MemberData(nameof(AwkwardSizes.Theory), MemberType = typeof(AwkwardSizes))]
    public void Flatten_moves_every_channel_to_its_feature_and_Unflatten_moves_it_back(int channels)
    {
        foreach ((int batch, int positions) in new[] { (1, 1), (1, 9), (2, 4), (3, 7), (5, 17) })
        {
            int features = positions * channels;
            float[] x = Panels.Random(batch * features, 1);
            float[] xPanels = Panels.Poisoned(x, batch * positions, channels);
            float[] expected = Panels.Unwritten(batch, features);
            PanelLayoutReference.Flatten(xPanels, expected, batch, positions, channels);

            float[] flattened = Panels.Unwritten(batch, features);
            PanelLayout.Flatten(in xPanels[0], ref flattened[0], batch, positions, channels);
            Assert.Equal(expected, flattened);
            Assert.Equal(x, Panels.RowMajor(flattened, batch, features));

            float[] restored = Panels.Unwritten(batch * positions, channels);
            PanelLayout.Unflatten(in flattened[0], ref restored[0], batch, positions, channels);
            Assert.Equal(xPanels, restored);
        }
    }

    [Theory]
    [MemberData(nameof(AwkwardSizes.Theory), MemberType = typeof(AwkwardSizes))]
    public void Columns_are_inserted_where_they_belong_and_come_back(int columns)
    {
        foreach ((int rows, int first, int after) in new[] { (1, 0, 0), (3, 0, 5), (5, 1, 0), (4, 17, 40), (7, 31, 1), (2, 32, 16), (9, 129, 33) })
        {
            int total = first + columns + after;
            float[] x = Panels.Poisoned(Panels.Random(rows * columns, 1), rows, columns);
            float[] expected = Panels.Poisoned(Panels.Random(rows * total, 2), rows, total);
            float[] y = [.. expected];
            PanelLayoutReference.InsertColumns(x, expected, rows, columns, first, total);

            PanelLayout.InsertColumns(in x[0], ref y[0], rows, columns, first, total);
            Assert.Equal(expected, y);

            float[] restored = Panels.Unwritten(rows, columns);
            PanelLayout.ExtractColumns(in y[0], ref restored[0], rows, columns, first, total);
            Assert.Equal(x, restored);
        }
    }
}
