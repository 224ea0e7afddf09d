using System.ComponentModel;
using System.Reflection;
using StaticNet.Kernels;

namespace StaticNet;

/// <summary>
/// The tensors of a safetensors file that travels inside an assembly, read where they are. What the file holds, and where, the compiler has found out
/// and checked; here it is only made sure that it is the same file.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EmbeddedTensors : TrainedTensors
{
    private readonly EmbeddedTensor[] _tensors;
    private readonly EmbeddedFile _content;

    /// <summary>Opens the file.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="resource">The resource's name in it.</param>
    /// <param name="file">The file's name in the project, for messages.</param>
    /// <param name="length">Bytes of the file.</param>
    /// <param name="headerLength">Bytes up to the first tensor.</param>
    /// <param name="headerHash">64-bit FNV-1a over these.</param>
    /// <param name="tensors">The tensors; all lie within the file.</param>
    /// <exception cref="InvalidOperationException">The assembly holds another file than it was compiled for, or none.</exception>
    public EmbeddedTensors(
        Assembly assembly, string resource, string file, long length, int headerLength, ulong headerHash, EmbeddedTensor[] tensors)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        _tensors = tensors;
        File = file;
        _content = EmbeddedFile.Open(assembly, resource)
            ?? throw new InvalidOperationException(
                $"{assembly.GetName().Name} does not hold '{file}', as the resource '{resource}', that it was compiled for.");
        if (_content.Length != length || Hash(_content.Bytes(0, headerLength)) != headerHash)
        {
            throw new InvalidOperationException(
                $"{assembly.GetName().Name} holds another '{file}' than it was compiled for: "
                + $"{_content.Length} bytes, or a header, where {length} were expected. Rebuild the project.");
        }
    }

    /// <summary>The file's name in the project.</summary>
    public string File { get; }

    /// <summary>The names of classes in the file, as it writes them; null where it has none.</summary>
    public string? Classes { get; init; }

    /// <inheritdoc/>
    public override TrainedTensor? Find(string name)
    {
        foreach (EmbeddedTensor tensor in _tensors)
        {
            if (tensor.Name == name)
            {
                return new TrainedTensor(tensor.Rows, tensor.Columns, _content.Floats(tensor.Offset, tensor.Rows * tensor.Columns));
            }
        }

        return null;
    }

    /// <summary>A vector as a predictor's memory, used where it lies; it keeps the assembly loaded.</summary>
    /// <exception cref="InvalidOperationException">There is none of that name.</exception>
    public Arena Arena(string name)
    {
        EmbeddedTensor tensor = Array.Find(_tensors, tensor => tensor.Name == name);
        return tensor.Name == name
            ? _content.Arena(tensor.Offset, tensor.Columns)
            : throw new InvalidOperationException($"'{File}' holds no tensor '{name}'.");
    }

    /// <summary>The names in <see cref="Classes"/>, one a class; empty where there are none.</summary>
    internal IReadOnlyList<string> ReadClasses() => (Classes is null ? null : ClassNameList.Parse(Classes)) ?? [];

    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        ulong hash = 0xCBF2_9CE4_8422_2325;
        foreach (byte value in bytes)
        {
            hash = unchecked((hash ^ value) * 0x0000_0100_0000_01B3);
        }

        return hash;
    }
}
