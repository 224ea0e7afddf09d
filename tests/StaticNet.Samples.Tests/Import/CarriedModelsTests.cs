using StaticNet.Importing;

namespace StaticNet.Samples.Tests.Import;

/// <summary>The files that samples/Import carries: one network, in the forms of Keras and PyTorch.</summary>
public sealed class CarriedModelsTests
{
    private static readonly StateDictOptions _options = new() { Epsilon = 1e-3 };

    [Fact]
    public void Both_files_hold_the_same_weights()
    {
        if (Environment.GetEnvironmentVariable("STATICNET_APPROVE") == "1")
        {
            Write();
        }

        (string Name, float[] Values)[] fromKeras = [.. Tensors(Read(File.ReadAllBytes(Carried("digits.keras"))))];
        Assert.Equal(fromKeras, Tensors(Read(File.ReadAllBytes(Carried("digits.pt")))));
        Assert.Equal(12, fromKeras.Length);
        Assert.All(fromKeras, static tensor => Assert.True(tensor.Values.Distinct().Count() > 1, tensor.Name));
    }

    [Fact]
    public void What_is_written_is_what_was_read()
    {
        Network network = Read(File.ReadAllBytes(Carried("digits.keras")));
        (string, float[])[] expected = [.. Tensors(network)];
        Assert.Equal(expected, Tensors(Read(CarriedModels.Keras(network))));
        Assert.Equal(expected, Tensors(Read(CarriedModels.PyTorch(network))));
    }

    /// <summary>Writes the network of samples/Embedded in both forms.</summary>
    private static void Write()
    {
        var trained = new Embedded.DigitNet();
        trained.Load(RepositoryFolder.Path("samples", "Embedded", "digits.safetensors"));
        File.WriteAllBytes(Carried("digits.keras"), CarriedModels.Keras(trained));
        File.WriteAllBytes(Carried("digits.pt"), CarriedModels.PyTorch(trained));
    }

    private static string Carried(string name) => RepositoryFolder.Path("samples", "Import", "Models", name);

    private static ImportedDigits.DigitNet Read(byte[] file)
    {
        var network = new ImportedDigits.DigitNet();
        Importing.Import.Into(network, Importing.Import.Parse(file, "memory", _options));
        return network;
    }

    private static IEnumerable<(string Name, float[] Values)> Tensors(Network network) =>
        network.Parameters.Concat(network.Statistics).Select(static view => (view.Name, view.ToArray()));
}
