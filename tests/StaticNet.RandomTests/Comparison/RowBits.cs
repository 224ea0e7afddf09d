namespace StaticNet.RandomTests.Comparison;

/// <summary>
/// A row's prediction in a batch of two or more: the same bits wherever it stands, whatever stands beside it, however many rows there are,
/// and whatever scratch memory held before. In a reproducible network, a row on its own has these bits too.
/// </summary>
internal static class RowBits
{
    private const int LargestBatch = 140;
    private const int LargestInput = 200_000;

    public static void Check(Network network, float[] rows, Tally tally)
    {
        StaticNet.Predictor predictor = network.ToPredictor();
        int inputSize = network.Layout.InputSize;
        int outputSize = network.Layout.OutputSize;
        int count = rows.Length / inputSize;

        // A pair of every row with itself: two rows are a batch.
        float[] Alone(int row, Action<float[], float[]> predict)
        {
            var input = new float[2 * inputSize];
            var output = new float[2 * outputSize];
            rows.AsSpan(row * inputSize, inputSize).CopyTo(input);
            rows.AsSpan(row * inputSize, inputSize).CopyTo(input.AsSpan(inputSize));
            predict(input, output);
            tally.CompareBits("second of two equal rows", output.AsSpan(outputSize), output.AsSpan(0, outputSize));
            return output[..outputSize];
        }

        var predictions = new (string Name, Action<float[], float[]> Predict)[]
        {
            ("prediction", (input, output) => predictor.Predict(input, output)),
            ("prediction in a workspace of NaN", (input, output) => PredictInNaN(predictor, input, output)),
            ("unfolded prediction", (input, output) => network.PredictUnfolded(input, output)),
        };
        int largest = Math.Clamp(LargestInput / inputSize, 12, LargestBatch);
        int[] picked = [0, count - 1, count / 2];
        foreach ((string name, Action<float[], float[]> predict) in predictions)
        {
            float[][] alone = [.. picked.Select(row => Alone(row, predict))];
            int smallest = network.Layout.Reproducible ? 1 : 2;
            foreach (int size in new[] { smallest, 2, 3, Math.Max(count, 2), count + 1, largest - 11 + 2, largest })
            {
                InBatch(size, position => position % picked.Length, neighbours: null);
            }

            InBatch(9, static position => position % 2 == 0 ? 0 : -1, float.NaN);
            InBatch(8, static position => position == 3 ? 1 : -1, 3e38f);

            // Rows by turns, or between neighbours that hold one value.
            void InBatch(int size, Func<int, int> pick, float? neighbours)
            {
                var input = new float[size * inputSize];
                var output = new float[size * outputSize];
                for (int position = 0; position < size; position++)
                {
                    Span<float> target = input.AsSpan(position * inputSize, inputSize);
                    if (pick(position) < 0)
                    {
                        target.Fill(neighbours!.Value);
                    }
                    else
                    {
                        rows.AsSpan(picked[pick(position)] * inputSize, inputSize).CopyTo(target);
                    }
                }

                predict(input, output);
                for (int position = 0; position < size; position++)
                {
                    if (pick(position) >= 0)
                    {
                        tally.CompareBits(
                            $"{name} of row {position} of {size}{(neighbours is null ? "" : $" beside {neighbours}")}",
                            output.AsSpan(position * outputSize, outputSize),
                            alone[pick(position)]);
                    }
                }
            }
        }
    }

    private static void PredictInNaN(StaticNet.Predictor predictor, float[] input, float[] output)
    {
        var workspace = new float[predictor.WorkspaceLength];
        Array.Fill(workspace, float.NaN);
        predictor.Predict(input, output, workspace);
    }
}
