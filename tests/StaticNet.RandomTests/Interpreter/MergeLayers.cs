namespace StaticNet.RandomTests.Interpreter;

/// <summary>A layer of several inputs.</summary>
internal abstract class MergeLayer : Layer
{
    public override Batch Forward(Batch x, Pass pass) => Forward([x], pass);

    public override Batch Backward(Batch dy, Pass pass) => throw new NotSupportedException("A merge has several gradients.");

    public abstract override Batch Forward(Batch[] inputs, Pass pass);

    public abstract override Batch[] BackwardAll(Batch dy, Pass pass);
}

/// <summary><c>y = x₁ + x₂ + ...</c>, from left to right.</summary>
internal sealed class AddLayer(int count) : MergeLayer
{
    public override Batch Forward(Batch[] inputs, Pass pass) => inputs.Aggregate((sum, input) => Sum(sum, input, pass));

    public override Batch[] BackwardAll(Batch dy, Pass pass) => [.. Enumerable.Repeat(dy, count)];

    /// <summary>The sum of two batches, rounded once a value.</summary>
    public static Batch Sum(Batch left, Batch right, Pass pass)
    {
        Batch sum = left.Like();
        for (int i = 0; i < sum.Values.Length; i++)
        {
            double value = left.Values[i] + right.Values[i];
            sum.Values[i] = pass.Rounding.Apply(value, Math.Abs(value));
        }

        return sum;
    }
}

/// <summary>Inputs side by side on the last axis.</summary>
internal sealed class ConcatLayer : MergeLayer
{
    private int[] _columns = [];

    public override Batch Forward(Batch[] inputs, Pass pass)
    {
        _columns = Array.ConvertAll(inputs, static input => input.Columns);
        Batch y = inputs[0].WithColumns(_columns.Sum());
        for (int row = 0; row < y.Rows; row++)
        {
            int first = 0;
            foreach (Batch input in inputs)
            {
                input.Row(row).CopyTo(y.Row(row)[first..]);
                first += input.Columns;
            }
        }

        return y;
    }

    public override Batch[] BackwardAll(Batch dy, Pass pass)
    {
        int first = 0;
        var gradients = new Batch[_columns.Length];
        for (int i = 0; i < gradients.Length; i++)
        {
            gradients[i] = dy.WithColumns(_columns[i]);
            for (int row = 0; row < dy.Rows; row++)
            {
                dy.Row(row).Slice(first, _columns[i]).CopyTo(gradients[i].Row(row));
            }

            first += _columns[i];
        }

        return gradients;
    }
}
