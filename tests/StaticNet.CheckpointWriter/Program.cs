using System.Globalization;
using StaticNet;
using StaticNet.CheckpointWriter;

// Trains for that many epochs with a checkpoint after each, to be killed meanwhile or to meet a full disk.
(string path, int epochs, bool large) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture), args[2] == "large");
Network network = large ? new LargeSurvivor(seed: 7) : new SmallSurvivor(seed: 7);
Console.WriteLine("ready");
try
{
    network.Fit(Course.Data(), Course.Options(epochs, new CheckpointFile(path)));
    return 0;
}
catch (IOException exception)
{
    Console.WriteLine(exception.Message);
    Console.WriteLine($"files: {Directory.GetFiles(Path.GetDirectoryName(path)!).Length}");
    Console.WriteLine($"epochs kept: {new CheckpointFile(path).Read()!.Epochs.Count}");
    Console.WriteLine($"loss is finite: {double.IsFinite(network.Evaluate(Course.Data()).Loss)}");
    return 3;
}
