namespace StaticNet.Importing.ScikitLearn;

/// <summary>
/// Reads what scikit-learn has fitted, written as JSON: an object for each model, its class under <c>class</c> and its attributes under their own names
/// (<c>coefs_</c>, <c>mean_</c>). Scalers, perceptrons of several layers, pipelines of both, and targets that are standardised; pickles are not read.
/// </summary>
public static class ScikitLearnFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no JSON, or holds what StaticNet has no layer for; the message says what.</exception>
    public static ForeignNetwork Read(string path) => Parse(ForeignFile.ReadAll(path), path);

    /// <summary>Reads the content of a file.</summary>
    /// <exception cref="InvalidDataException">As of <see cref="Read"/>.</exception>
    public static ForeignNetwork Parse(byte[] bytes, string source)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(source);
        JsonArguments model = JsonArguments.Parse(bytes, source);
        var chain = new ScikitLearnChain();
        chain.Add(model, "model");
        return chain.Layers.Count > 0
            ? new ForeignNetwork(source, [chain.Columns], chain.Layers)
            : throw model.Refused("there is nothing in it that does anything");
    }

    /// <summary>Whether a file is JSON: an object, and text where the length of a header would be.</summary>
    internal static bool HasSignature(ReadOnlySpan<byte> bytes) =>
        bytes.TrimStart(" \t\r\n"u8).StartsWith("{"u8) && !bytes[..Math.Min(bytes.Length, sizeof(ulong))].Contains((byte)0);
}
