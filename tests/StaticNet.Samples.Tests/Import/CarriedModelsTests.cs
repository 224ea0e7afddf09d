using StaticNet.Importing;

namespace StaticNet.Samples.Tests.Import;

/// <summary>The files that samples/Import carries are the network of samples/Embedded, bit for bit.</summary>
public sealed class CarriedModelsTests
{
    private static readonly bool _isApproving = Environment.GetEnvironmentVariable("STATICNET_APPROVE") == "1";

    [Fact]
    public void The_file_of_Keras_holds_the_weights() => Check("digits.keras", CarriedModels.Keras, options: null);

    [Fact]
    public void The_file_of_PyTorch_holds_the_weights() => Check("digits.pt", CarriedModels.PyTorch, new StateDictOptions { Epsilon = 1e-3 });

    private static void Check(string name, Func<Network, byte[]> write, StateDictOptions? options)
    {
        string path = RepositoryFolder.Path("samples", "Import", "Models", name);
        var trained = new Embedded.DigitNet();
        trained.Load(RepositoryFolder.Path("samples", "Embedded", "digits.safetensors"));
        if (_isApproving)
        {
            File.WriteAllBytes(path, write(trained));
        }

        var imported = new ImportedDigits.DigitNet();
        Importing.Import.Into(imported, Importing.Import.Read(path, options));
        (string, float[])[] expected = [.. Tensors(trained)];
        Assert.Equal(expected, Tensors(imported));
        Assert.True(expected.Length > 10);
    }

    private static IEnumerable<(string, float[])> Tensors(Network network) =>
        network.Parameters.Concat(network.Statistics).Select(static view => (view.Name, view.ToArray()));
}
