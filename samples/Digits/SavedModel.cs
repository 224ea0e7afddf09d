using System.Runtime.InteropServices;
using StaticNet;

namespace Digits;

/// <summary>A network that was saved and loaded again.</summary>
/// <param name="File">Where its weights are.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="SameBits">Whether the loaded network predicts the same bits as the saved one, on every row of the data.</param>
internal sealed record SavedModel(string File, long Bytes, bool SameBits)
{
    public static SavedModel SaveAndLoad(TrainedRun run, string folder)
    {
        string file = Path.Combine(folder, $"{run.Network.Layout.Name}.safetensors");
        run.Network.Save(file);
        Network loaded = run.Architecture.Create(run.Seed + 1);
        loaded.Load(file);
        bool sameBits = MemoryMarshal.AsBytes<float>(Predictions(run.Network, run.Data.Test))
            .SequenceEqual(MemoryMarshal.AsBytes<float>(Predictions(loaded, run.Data.Test)));
        return new SavedModel(file, new FileInfo(file).Length, sameBits);
    }

    private static float[] Predictions(Network network, MemoryDataSet data)
    {
        Predictor predictor = network.ToPredictor();
        int classes = network.Layout.OutputSize;
        var predictions = new float[data.Count * classes];
        for (int row = 0; row < data.Count; row++)
        {
            predictor.Predict(data.Row(row), predictions.AsSpan(row * classes, classes));
        }

        return predictions;
    }
}
