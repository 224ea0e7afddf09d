namespace StaticNet.CheckpointWriter;

/// <summary>The training that is cut short, the same in every process.</summary>
public static class Course
{
    /// <summary>Points in six dimensions, in three classes.</summary>
    public static MemoryDataSet Data(int rows = 75, int seed = 1)
    {
        var random = new Random(seed);
        var features = new float[rows * 6];
        var labels = new int[rows];
        for (int row = 0; row < rows; row++)
        {
            labels[row] = random.Next(3);
            for (int column = 0; column < 6; column++)
            {
                features[(row * 6) + column] = (column % 3 == labels[row] ? 3 : 1) + random.NextSingle();
            }
        }

        return DataSet.FromArrays(features, 6, labels, 3);
    }

    /// <summary>Adam with a schedule, shuffled.</summary>
    public static FitOptions Options(int epochs, TrainingCheckpoint? checkpoint) => new()
    {
        Epochs = epochs,
        BatchSize = 16,
        Optimizer = Optimizer.Adam(0.002) with { Schedule = LearningRateSchedule.Warmup(10, LearningRateSchedule.Cosine(2000, 0.1)) },
        Checkpoint = checkpoint,
    };
}
