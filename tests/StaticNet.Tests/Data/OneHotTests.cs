namespace StaticNet.Tests.Data;

public sealed class OneHotTests
{
    [Fact]
    public void A_row_is_one_at_its_label_and_zero_elsewhere()
    {
        float[] destination = [9, 9, 9, 9, 9, 9];

        OneHot.Encode([2, 0], 3, destination);

        Assert.Equal([0, 0, 1, 1, 0, 0], destination);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void A_label_out_of_range_names_row_label_and_range(int label)
    {
        var exception = Assert.Throws<ArgumentException>(() => OneHot.Encode([0, label], 3, new float[6]));

        Assert.Contains($"Row 1: expected a label from 0 to 2, found {label}.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    public void A_destination_of_another_length_is_refused(int length)
    {
        var exception = Assert.Throws<ArgumentException>(() => OneHot.Encode([0, 1], 3, new float[length]));

        Assert.Contains($"Expected a length of 6 (2 labels, 3 classes), found {length}.", exception.Message, StringComparison.Ordinal);
    }
}
