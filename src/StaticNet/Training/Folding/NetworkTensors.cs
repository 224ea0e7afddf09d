namespace StaticNet;

/// <summary>The tensors of a network, copied out of its panels when they are asked for.</summary>
internal sealed class NetworkTensors(Network network) : TrainedTensors
{
    public override TrainedTensor? Find(string name) =>
        network.Parameters.Concat(network.Statistics).FirstOrDefault(view => view.Name == name) is { } view
            ? new TrainedTensor(view.Count / view.Shape[^1], view.Shape[^1], view.ToArray())
            : null;

    public override IReadOnlyList<string> ClassNames => network.ClassNames;
}
