using StaticNet.Kernels;

namespace StaticNet.Tests.Training;

public class ParameterViewTests
{
    private const int Rows = 3;
    private const int Columns = 37;

    private static readonly TensorLayout[] _layouts =
    [
        new("dense1.kernel", TensorRole.Kernel, [Rows, Columns], 0, new InitializerLayout(Initializer.Zeros)),
        new("dense1.bias", TensorRole.Bias, [Columns], Rows * Panel.PaddedColumns(Columns), new InitializerLayout(Initializer.Zeros)),
    ];

    private readonly Arena _arena = new(_layouts.Sum(static layout => layout.Length));

    [Fact]
    public void Values_are_set_through_the_collection()
    {
        ParameterCollection parameters = Collection();
        parameters["dense1.bias"][36] = 5;
        parameters["dense1.kernel"][2, 33] = 7;

        Assert.Equal(5, parameters[1][36]);
        Assert.Equal(7, parameters[0][(2 * Columns) + 33]);
    }

    [Fact]
    public void Copies_are_row_major_and_leave_padding_alone()
    {
        ParameterView kernel = Collection()[0];
        float[] values = [.. Enumerable.Range(1, Rows * Columns).Select(static i => (float)i)];
        kernel.CopyFrom(values);

        Assert.Equal(values, kernel.ToArray());
        Assert.Equal(Columns + 2, kernel[1, 1]);
        Assert.Equal(values.Sum(), _arena.Span.ToArray().Sum());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(Rows * Columns)]
    public void Positions_outside_are_refused(int index) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Collection()[0][index]);

    [Theory]
    [InlineData(3, 0)]
    [InlineData(0, 37)]
    [InlineData(-1, 0)]
    public void Rows_and_columns_outside_are_refused(int row, int column) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Collection()[0][row, column]);

    [Fact]
    public void Spans_of_another_length_are_refused_with_both_lengths()
    {
        var exception = Assert.Throws<ArgumentException>(() => Collection()[1].CopyFrom(new float[36]));
        Assert.Contains("dense1.bias holds 37 values; the span holds 36", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_lists_those_there_are()
    {
        var exception = Assert.Throws<KeyNotFoundException>(() => Collection()["dense2.kernel"]);
        Assert.Contains("dense1.kernel, dense1.bias", exception.Message, StringComparison.Ordinal);
    }

    private ParameterCollection Collection() => new(_arena, _layouts);
}
