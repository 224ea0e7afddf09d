namespace StaticNet.RandomTests.Interpreter;

/// <summary>A function of selected columns; the others pass through.</summary>
/// <param name="function">The function.</param>
/// <param name="selected">The columns it acts on; null for all.</param>
internal sealed class ColumnFunctionLayer(ElementwiseFunction function, int[]? selected) : Layer
{
    private readonly ElementwiseLayer _layer = new(function);

    public override KinkedValues? Kinks => _layer.Kinks;

    public override Batch Forward(Batch x, Pass pass) => Replaced(x, chosen => _layer.Forward(chosen, pass));

    public override Batch Backward(Batch dy, Pass pass) => Replaced(dy, chosen => _layer.Backward(chosen, pass));

    private Batch Replaced(Batch values, Func<Batch, Batch> change)
    {
        int[] columns = selected ?? [.. Enumerable.Range(0, values.Columns)];
        Batch chosen = values.WithColumns(columns.Length);
        for (int row = 0; row < values.Rows; row++)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                chosen.Row(row)[i] = values.Row(row)[columns[i]];
            }
        }

        Batch changed = change(chosen);
        Batch result = new([.. values.Values], values.Shape);
        for (int row = 0; row < values.Rows; row++)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                result.Row(row)[columns[i]] = changed.Row(row)[i];
            }
        }

        return result;
    }
}
