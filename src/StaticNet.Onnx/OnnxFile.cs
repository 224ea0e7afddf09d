using Google.Protobuf;
using StaticNet.Importing;
using StaticNet.Onnx.Export;
using StaticNet.Onnx.Reading;
using StaticNet.Onnx.Schema;

namespace StaticNet.Onnx;

/// <summary>Networks from and to ONNX files (https://onnx.ai).</summary>
public static class OnnxFile
{
    /// <summary>
    /// Writes a network as it is now, whole or not at all. The file takes <c>[batch, ...]</c> of any batch as <c>input</c> and gives
    /// <c>output</c>, and needs nothing newer than operator set 17. Layers of noise are left out, but for Dropout, which is written unless folded.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="form">Whether scalers and BatchNorm are folded.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such form.</exception>
    /// <exception cref="InvalidOperationException">The normalisers have not been fitted.</exception>
    /// <exception cref="NotSupportedException">A layer cannot be expressed in ONNX; the message names it.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(Network network, string path, OnnxForm form = OnnxForm.Unfolded)
    {
        ArgumentNullException.ThrowIfNull(network);
        Model model = ModelWriter.Write(network, form);
        AtomicFile.Write(path, model.WriteTo);
    }

    /// <summary>Reads a chain of layers that StaticNet has.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is no ONNX model, or holds what StaticNet has no layer for; the message names the node and its operator.
    /// </exception>
    public static ForeignNetwork Read(string path)
    {
        return Parse(ReadAll(path), path);
    }

    /// <summary>Reads the constants of a model of any kind: its weights, whether StaticNet has its layers or not.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no ONNX model, or a constant is damaged.</exception>
    public static IReadOnlyList<ForeignTensor> ReadTensors(string path)
    {
        Graph graph = ParseModel(ReadAll(path), path).Graph ?? throw new InvalidDataException($"'{path}' is no ONNX model: it holds no graph.");
        return
        [
            .. graph.Initializer
                .Where(static tensor => TensorTypes.SizeOf(tensor.DataType) is not null)
                .Select(tensor => (tensor.Name, Constant: TensorReader.Read(tensor, path)))
                .Select(static pair => new ForeignTensor(
                    pair.Name, pair.Constant.Shape, Array.ConvertAll(pair.Constant.Values, static value => (float)value))
                { DataType = pair.Constant.DataType }),
        ];
    }

    /// <summary>Reads a file that is in memory already.</summary>
    /// <param name="bytes">The content of the file.</param>
    /// <param name="source">Where it comes from, for messages.</param>
    /// <exception cref="InvalidDataException">As <see cref="Read"/>.</exception>
    public static ForeignNetwork Parse(ReadOnlyMemory<byte> bytes, string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new GraphReader(ParseModel(bytes, source), source).Read();
    }

    private static Model ParseModel(ReadOnlyMemory<byte> bytes, string source)
    {
        try
        {
            return Model.Parser.ParseFrom(bytes.Span);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new InvalidDataException($"'{source}' is no ONNX file: {exception.Message}", exception);
        }
    }

    private static byte[] ReadAll(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file '{path}' (looked for '{Path.GetFullPath(path)}').", path);
        }

        long length = new FileInfo(path).Length;
        return length <= Array.MaxLength
            ? File.ReadAllBytes(path)
            : throw new InvalidDataException($"'{path}' has {length} bytes; an ONNX file has at most {Array.MaxLength}.");
    }
}
