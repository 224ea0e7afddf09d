using System.Globalization;

namespace StaticNet;

/// <summary>
/// Saves and loads networks as safetensors files: parameters, then statistics, in network order, each <c>F32</c> in logical row-major order
/// under its name, such as <c>dense1.kernel</c>. The metadata hold names of classes, <c>staticnet.classes</c>, and of columns, <c>staticnet.columns</c>, and
/// the network's attributes, <c>staticnet.declaration</c>; names that begin with <c>__selftest__.</c> are a test vector's. Files of version 1 will always load.
/// </summary>
public static class NetworkFiles
{
    private const string Version = "1";
    private const string VersionKey = "staticnet.version";
    private const string ArchitectureKey = "staticnet.architecture";
    private const string NetworkKey = "staticnet.network";
    private const string ConventionsKey = "staticnet.conventions";
    private const string NormalizersKey = "staticnet.normalizers";
    private const string ColumnsKey = "staticnet.columns";
    private const string ClassesKey = "staticnet.classes";

    /// <summary>The network's attributes as C# writes them: what tools make the network of.</summary>
    internal const string DeclarationKey = "staticnet.declaration";

    private const string Fitted = "fitted";
    private const string Conventions = "row-major; kernel [inputs, outputs]; moving = momentum * moving + (1 - momentum) * batch";

    /// <summary>
    /// Saves a network, whole or not at all: a file already there is replaced only once the new one is complete. The same network gives the
    /// same bytes.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file to write; its folder must exist.</param>
    /// <param name="options">What else the file is to hold; nothing if null.</param>
    /// <exception cref="ArgumentException">The rows of the test vector are no whole samples, or what the network makes of them is not finite.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(this Network network, string path, SaveOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        SafetensorsTensor[] tensors = [.. network.Parameters.Concat(network.Statistics).Select(ToTensor), .. SelfTest(network, options)];
        Dictionary<string, string> metadata = Metadata(network.Layout, network.ClassNames);
        metadata[ConventionsKey] = Conventions;
        metadata[NormalizersKey] = network.NormalizersFitted ? Fitted : "not fitted";
        SafetensorsFile.Write(path, tensors, metadata);
    }

    /// <summary>What files of networks and of their predictors say alike.</summary>
    internal static Dictionary<string, string> Metadata(NetworkLayout layout, IReadOnlyList<string> classNames)
    {
        var metadata = new Dictionary<string, string>
        {
            [VersionKey] = Version,
            [ArchitectureKey] = Hash(layout),
            [NetworkKey] = layout.Name,
        };
        if (classNames.Count > 0)
        {
            metadata[ClassesKey] = ClassNameList.Format(classNames);
        }

        if (layout.ColumnNames.Length > 0)
        {
            metadata[ColumnsKey] = Columns(layout);
        }

        if (layout.Declaration.Length > 0)
        {
            metadata[DeclarationKey] = layout.Declaration;
        }

        return metadata;
    }

    /// <summary>
    /// Loads what <see cref="Save"/> wrote; an optimizer that trained the network before is forgotten. If the file does not fit, the network stays
    /// exactly as it was.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is no valid safetensors file or does not fit the network: a tensor is missing, superfluous, of another shape or type or not
    /// finite, the architecture, the classes or the columns are others, or it holds a packed predictor (<see cref="Predictor.Save"/>). The
    /// message names the file, the tensor, and what was expected and found.
    /// </exception>
    public static void Load(this Network network, string path)
    {
        ArgumentNullException.ThrowIfNull(network);
        Load(network, SafetensorsFile.Read(path));
    }

    /// <summary>
    /// Predicts the test vector that was saved with the weights (<see cref="SaveOptions.SelfTest"/>), and compares. The predictor is one of the network
    /// that the file was saved from or loaded into.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no valid safetensors file, holds no test vector, or one of other samples.</exception>
    public static SelfTestResult SelfTest(this Predictor predictor, string path)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        SafetensorsFile file = SafetensorsFile.Read(path);
        NetworkLayout layout = predictor.Layout;
        if (!file.TryGetTensor(SelfTestVector.InputName, out SafetensorsTensor? input)
            || !file.TryGetTensor(SelfTestVector.OutputName, out SafetensorsTensor? output))
        {
            throw new InvalidDataException($"'{path}' holds no test vector: '{SelfTestVector.InputName}' and '{SelfTestVector.OutputName}'.");
        }

        long rows = input.Shape.Length == 2 ? input.Shape[0] : 0;
        if (rows < 1 || !input.Shape.SequenceEqual([rows, layout.InputSize]) || !output.Shape.SequenceEqual([rows, layout.OutputSize]))
        {
            throw new InvalidDataException(
                $"'{path}': expected a test vector of shapes [rows, {layout.InputSize}] and [rows, {layout.OutputSize}], "
                + $"found [{Format(input.Shape)}] and [{Format(output.Shape)}].");
        }

        return new SelfTestVector(input.ToArray<float>(), output.ToArray<float>()).Run(predictor);
    }

    internal static void Load(Network network, SafetensorsFile file)
    {
        CheckVersion(file);
        PackedFile.Refuse(file);
        ParameterView[] views = [.. network.Parameters, .. network.Statistics];
        CheckNames(file, views);
        float[][] values = [.. views.Select(view => CheckedValues(file, view))];
        CheckArchitecture(file, network);
        CheckColumns(file, network);
        IReadOnlyList<string> classNames = CheckedClasses(file, network);
        for (int i = 0; i < views.Length; i++)
        {
            views[i].CopyFrom(values[i]);
        }

        network.ClassNames = classNames;
        network.ForgetOptimizer();
        network.NormalizersFitted = Metadata(file, NormalizersKey) == Fitted;
        network.StatisticsLoaded = true;
    }

    private static SafetensorsTensor ToTensor(ParameterView view) =>
        SafetensorsTensor.Create<float>(view.Name, LongShape(view), view.ToArray());

    private static SafetensorsTensor[] SelfTest(Network network, SaveOptions? options) => options is { SelfTest: { IsEmpty: false } rows }
        ? SelfTestVector.Of(network.ToPredictor(), rows.Span).ToTensors(network.Layout)
        : [];

    private static string Hash(NetworkLayout layout) => layout.ArchitectureHash.ToString("x16", CultureInfo.InvariantCulture);

    private static string? Metadata(SafetensorsFile file, string key) => file.Metadata.GetValueOrDefault(key);

    private static void CheckVersion(SafetensorsFile file)
    {
        string? version = Metadata(file, VersionKey);
        if (version is null)
        {
            throw new InvalidDataException(
                file.Metadata.ContainsKey(CheckpointFormat.VersionKey)
                    ? $"'{file.Source}' is a checkpoint: give it to Fit by FitOptions.Checkpoint, and save the network afterwards."
                    : $"'{file.Source}' was not saved by StaticNet: its metadata have no '{VersionKey}'.");
        }

        if (version != Version)
        {
            throw new InvalidDataException(
                $"'{file.Source}' has format version {version}; this version of StaticNet reads version {Version}.");
        }
    }

    private static void CheckNames(SafetensorsFile file, ParameterView[] views)
    {
        var expected = views.Select(static view => view.Name).ToHashSet(StringComparer.Ordinal);
        foreach (SafetensorsTensor tensor in file.Tensors)
        {
            if (!expected.Contains(tensor.Name) && !tensor.Name.StartsWith(SelfTestVector.Prefix, StringComparison.Ordinal))
            {
                throw new InvalidDataException(
                    $"'{file.Source}' holds a tensor '{tensor.Name}' of shape [{Format(tensor.Shape)}], which the network does not have. "
                    + $"It has: {string.Join(", ", expected)}.");
            }
        }
    }

    private static float[] CheckedValues(SafetensorsFile file, ParameterView view)
    {
        long[] shape = LongShape(view);
        if (!file.TryGetTensor(view.Name, out SafetensorsTensor? tensor))
        {
            throw new InvalidDataException($"'{file.Source}' lacks the tensor '{view.Name}'; expected one of shape [{Format(shape)}].");
        }

        if (!tensor.Shape.SequenceEqual(shape))
        {
            throw new InvalidDataException(
                $"'{file.Source}', tensor '{view.Name}': expected shape [{Format(shape)}], found [{Format(tensor.Shape)}].");
        }

        if (tensor.DataType != SafetensorsDataType.F32)
        {
            throw new InvalidDataException(
                $"'{file.Source}', tensor '{view.Name}': expected elements of type {SafetensorsDataType.F32}, found {tensor.DataType}.");
        }

        float[] values = tensor.ToArray<float>();
        int invalid = Array.FindIndex(values, static value => !float.IsFinite(value));
        return invalid < 0
            ? values
            : throw new InvalidDataException(FormattableString.Invariant(
                $"'{file.Source}', tensor '{view.Name}': expected finite values, found {values[invalid]} at {invalid}."));
    }

    private static void CheckArchitecture(SafetensorsFile file, Network network)
    {
        string expected = Hash(network.Layout);
        string? found = Metadata(file, ArchitectureKey);
        if (found != expected)
        {
            throw new InvalidDataException(
                $"'{file.Source}' was saved from another architecture ('{Metadata(file, NetworkKey)}', {found ?? "no hash"}) "
                + $"than {network.Layout.Name} ({expected}). All shapes agree, so activations, "
                + "the order of layers or constants such as epsilon differ.");
        }
    }

    /// <summary>The network's own names, which the file's must equal if it has any; the file's where the network has none.</summary>
    private static IReadOnlyList<string> CheckedClasses(SafetensorsFile file, Network network)
    {
        NetworkLayout layout = network.Layout;
        if (Metadata(file, ClassesKey) is not { } found)
        {
            return layout.ClassNames;
        }

        if (layout.ClassNames.Length > 0)
        {
            string expected = ClassNameList.Format(layout.ClassNames);
            return found == expected
                ? layout.ClassNames
                : throw new InvalidDataException(
                    $"'{file.Source}' was saved with the classes {found}; {layout.Name} has {expected}, so its outputs mean something else.");
        }

        IReadOnlyList<string> names = ClassNameList.Parse(found)
            ?? throw new InvalidDataException($"'{file.Source}' was saved with the classes {found}: expected names, or a JSON array of them.");
        return names.Count == layout.ClassCount
            ? names
            : throw new InvalidDataException($"'{file.Source}' was saved with {names.Count} classes; {layout.Name} tells {layout.ClassCount} apart.");
    }

    /// <summary>A file without names of columns, and a network without, fit any.</summary>
    private static void CheckColumns(SafetensorsFile file, Network network)
    {
        if (network.Layout.ColumnNames.Length > 0 && Metadata(file, ColumnsKey) is { } found && found != Columns(network.Layout))
        {
            throw new InvalidDataException(
                $"'{file.Source}' was saved with the columns {found}; {network.Layout.Name} has {Columns(network.Layout)}, so its inputs mean something else.");
        }
    }

    private static string Columns(NetworkLayout layout) => string.Join(", ", layout.ColumnNames);

    private static long[] LongShape(ParameterView view)
    {
        var shape = new long[view.Shape.Length];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            shape[axis] = view.Shape[axis];
        }

        return shape;
    }

    private static string Format(ReadOnlySpan<long> shape) => string.Join(", ", shape.ToArray());
}
