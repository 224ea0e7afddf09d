using StaticNet.CheckpointWriter;

namespace StaticNet.SurvivalTests;

/// <summary>A network is trained by one at a time: a second training is refused, and the first ends as if there had been none.</summary>
public sealed class OneTrainingTests
{
    private static readonly FitOptions _options = new() { Epochs = 2, BatchSize = 16, Shuffle = false };

    [Fact]
    public void A_second_training_is_refused_and_the_first_is_as_if_there_had_been_none()
    {
        MemoryDataSet data = Course.Data();
        var alone = new SmallSurvivor(seed: 3);
        alone.Fit(data, _options);

        var network = new SmallSurvivor(seed: 3);
        var refused = new List<string>();
        network.Fit(data, _options with { Callbacks = [new AtEpochEnd(TrainBeside)] });
        Assert.Equal(Bits.Of(alone), Bits.Of(network));
        Assert.Equal(6, refused.Count);
        Assert.All(refused, static message => Assert.StartsWith("This SmallSurvivor is being trained already", message, StringComparison.Ordinal));

        // Afterwards it can be trained again, after a training that failed too.
        Assert.Throws<TrainingInterruptedException>(
            () => network.Fit(data, _options with { Callbacks = [new AtEpochEnd(static () => throw new InvalidOperationException("enough"))] }));
        network.Fit(data, _options);

        void TrainBeside()
        {
            float[] features = new float[2 * network.Layout.InputSize];
            refused.Add(Assert.Throws<InvalidOperationException>(() => network.Fit(data, _options)).Message);
            refused.Add(Assert.Throws<InvalidOperationException>(() => network.TrainOnBatch(features, [0, 1])).Message);
            var thread = new Thread(() => refused.Add(Assert.Throws<InvalidOperationException>(() => network.Fit(data, _options)).Message));
            thread.Start();
            thread.Join();
        }
    }

    private sealed class AtEpochEnd(Action action) : TrainingCallback
    {
        public override void OnEpochEnd(TrainingContext context) => action();
    }
}
