using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace StaticNet.Importing.Tests.Files;

/// <summary>Writes models as Keras writes them.</summary>
internal static class KerasArchive
{
    /// <summary>A layer of a description.</summary>
    public static string Layer(string className, string name, string arguments = "", string inbound = "") =>
        $"{{\"class_name\":\"{className}\",\"config\":{{\"name\":\"{name}\"{(arguments.Length > 0 ? "," : "")}{arguments}}}"
        + (inbound.Length > 0 ? $",\"inbound_nodes\":{inbound}}}" : "}");

    public static string Sequential(params string[] layers) =>
        $"{{\"class_name\":\"Sequential\",\"config\":{{\"name\":\"s\",\"layers\":[{string.Join(',', layers)}]}}}}";

    public static string Input(params int[] shape) => Layer("InputLayer", "input", $"\"batch_shape\":[null,{string.Join(',', shape)}]");

    /// <summary>A <c>.keras</c> archive.</summary>
    /// <param name="json">The description.</param>
    /// <param name="weights">Variables by group: <c>dense_1</c>.</param>
    /// <param name="version">Version of Keras.</param>
    public static byte[] Of(string json, IEnumerable<(string Group, float[][] Variables, int[][] Shapes)> weights, string version = "3.8.0")
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "metadata.json", Encoding.UTF8.GetBytes($$"""{"keras_version":"{{version}}"}"""), CompressionLevel.NoCompression);
            Add(zip, "config.json", Encoding.UTF8.GetBytes(json), CompressionLevel.NoCompression);
            Add(zip, "model.weights.h5", Hdf5Writer.Write(0, Variables(weights)), CompressionLevel.Optimal);
        }

        return stream.ToArray();
    }

    /// <summary>The groups of a file of weights.</summary>
    public static Hdf5Node Variables(IEnumerable<(string Group, float[][] Variables, int[][] Shapes)> weights, string container = "layers/")
    {
        var root = new Hdf5Node();
        foreach ((string group, float[][] variables, int[][] shapes) in weights)
        {
            for (int i = 0; i < variables.Length; i++)
            {
                root.Add(string.Create(CultureInfo.InvariantCulture, $"{container}{group}/vars/{i}"), Hdf5Node.Data(shapes[i], variables[i]));
            }
        }

        return root;
    }

    private static void Add(ZipArchive zip, string name, byte[] content, CompressionLevel level)
    {
        using Stream entry = zip.CreateEntry(name, level).Open();
        entry.Write(content);
    }
}
