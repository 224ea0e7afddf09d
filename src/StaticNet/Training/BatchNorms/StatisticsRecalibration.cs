namespace StaticNet;

/// <summary>Gathers BatchNorm's statistics anew.</summary>
internal sealed class StatisticsRecalibration(Network network, DataSet data, int batchSize)
{
    /// <summary>Population statistics, layer after layer.</summary>
    public void TakePopulation()
    {
        var pass = new ModePass(network, EvaluationMode.Prediction);
        using var batches = new TrainingBatches(data, batchSize, avoidSingle: false, dropLast: false);
        foreach (BatchNormLayout layout in network.Layout.BatchNorms.Where(network.MovesStatistics))
        {
            var moments = new BatchMoments(network, layout);
            var population = new PopulationMoments(layout.Channels);
            batches.Begin(BatchOrder.Sequential);
            while (batches.Next())
            {
                pass.Run(batches.Input, batches.Rows);
                moments.Take(batches.Rows);
                population.Merge(moments, (double)batches.Rows * layout.ValuesPerSample);
            }

            Write(population, layout);
        }
    }

    /// <summary>Averages over batches, of all layers at once.</summary>
    public void AverageBatches()
    {
        int rows = (int)Math.Min(batchSize, data.RowCount ?? batchSize);
        BatchNormLayout[] layouts = [.. network.Layout.BatchNorms.Where(network.MovesStatistics)];
        if (layouts.FirstOrDefault(layout => (long)rows * layout.ValuesPerSample == 1) is { } single)
        {
            throw new ArgumentException(
                $"A batch of one row has no variance, and {single.Name} of {network.Layout.Name} sees one value a channel and row: average over batches "
                + "of two or more rows, or take Recalibration.Population.",
                rows == batchSize ? nameof(batchSize) : nameof(data));
        }

        var pass = new ModePass(network, EvaluationMode.BatchStatistics);
        BatchMoments[] moments = [.. layouts.Select(layout => new BatchMoments(network, layout))];
        PopulationMoments[] averages = [.. layouts.Select(static layout => new PopulationMoments(layout.Channels))];
        using var batches = new TrainingBatches(data, rows, avoidSingle: false, dropLast: true);
        batches.Begin(BatchOrder.Sequential);
        while (batches.Next())
        {
            pass.Run(batches.Input, batches.Rows);
            for (int i = 0; i < layouts.Length; i++)
            {
                moments[i].Take(batches.Rows);
                averages[i].Average(moments[i], (double)batches.Rows * layouts[i].ValuesPerSample);
            }
        }

        for (int i = 0; i < layouts.Length; i++)
        {
            Write(averages[i], layouts[i]);
        }
    }

    private void Write(PopulationMoments moments, BatchNormLayout layout)
    {
        if (moments.Batches == 0)
        {
            throw DataRequirements.NoRows(nameof(data));
        }

        moments.Write(network.Statistics, layout.Name);
        if (!IsFinite(layout.Name + ".moving_mean") || !IsFinite(layout.Name + ".moving_variance"))
        {
            throw NotFinite(layout.Name, nameof(data));
        }
    }

    private ArgumentException NotFinite(string layer, string argument) => new(
        $"What {layer} of {network.Layout.Name} is given for these data has no finite mean and variance: a feature, or what a layer makes of it, is NaN "
        + "or infinite.",
        argument);

    private bool IsFinite(string statistic) => Array.TrueForAll(network.Statistics[statistic].ToArray(), float.IsFinite);
}
