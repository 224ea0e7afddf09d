using System.Globalization;
using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>
/// Whether a file of weights fits the network that carries it: what <c>Load</c> checks at run time, in the same order; of a packed predictor the
/// architecture first, since one tensor of another length says little. The generator and the analyzer both ask it, so they cannot disagree.
/// </summary>
internal static class WeightCheck
{
    public const string ClassesKey = "staticnet.classes";

    private const string Version = "1";
    private const string VersionKey = "staticnet.version";
    private const string ArchitectureKey = "staticnet.architecture";
    private const string NetworkKey = "staticnet.network";
    private const string ColumnsKey = "staticnet.columns";
    private const string DataType = "F32";

    /// <summary>The file that a network names; null where the project does not list it.</summary>
    public static WeightFile? FileOf(NetworkModel network, EquatableArray<WeightFile> files) =>
        files.FirstOrDefault(file => file.Name == network.Pretrained!.File);

    public static IReadOnlyList<Problem> Find(NetworkModel network, EquatableArray<WeightFile> files)
    {
        PretrainedChoice choice = network.Pretrained!;
        if (FileOf(network, files) is not { } file)
        {
            return [Report(
                Rules.UnlistedWeights,
                $"the project does not list '{choice.File}'; add <NetworkWeights Include=\"{choice.File}\" /> to an ItemGroup of the project file")];
        }

        if (Unreadable(file) is { } flaw)
        {
            return [Report(Rules.UnreadableWeights, $"'{file.Name}' {flaw}")];
        }

        string? stale = Stale(network, file);
        if (file.IsPacked && stale is not null)
        {
            return [Report(Rules.StaleWeights, $"'{file.Name}' {stale}")];
        }

        Problem[] misfits = [.. Misfits(network, file).Select(misfit => Report(Rules.UnfitWeights, $"'{file.Name}' {misfit}"))];
        if (misfits.Length > 0)
        {
            return misfits;
        }

        Problem[] nonFinite =
        [
            .. file.Tensors.Where(static tensor => tensor.NonFinite.Length > 0).Select(tensor => Report(
                Rules.NonFiniteWeights, $"'{file.Name}', tensor '{tensor.Name}': expected finite values, found {tensor.NonFinite}")),
        ];
        return nonFinite.Length > 0 || stale is null ? nonFinite : [Report(Rules.StaleWeights, $"'{file.Name}' {stale}")];

        Problem Report(string rule, string message) => new(rule, $"{SettingCatalog.Pretrained}: {message}", choice.Attribute);
    }

    /// <summary>The tensors that a network has, in the order of files.</summary>
    public static IEnumerable<(string Name, Tensor Tensor)> TensorsOf(NetworkModel network) =>
        network.Nodes.SelectMany(static node => node.Layer.Parameters(node.Input), static (node, tensor) => ($"{node.Name}.{tensor.Suffix}", tensor))
            .Concat(network.Nodes.SelectMany(static node => node.Layer.Statistics(node.Input), static (node, tensor) => ($"{node.Name}.{tensor.Suffix}", tensor)));

    /// <summary>The tensors that a file of the network holds: those of the network, or all weights of its predictor in one.</summary>
    public static IEnumerable<(string Name, Tensor Tensor)> TensorsOf(NetworkModel network, WeightFile file) => file.IsPacked
        ? [(PackedLayout.Tensor, Tensor.Vector(PackedLayout.Tensor, "", PredictionPlan.Make(network).WeightFloats, ""))]
        : TensorsOf(network);

    /// <summary>Whether the predictor in a packed file that fits subtracts the input's centre while it is loaded.</summary>
    public static bool SubtractsCenter(WeightFile file) => file.Find(PackedLayout.SubtractsCenterKey) == "true";

    private static string? Unreadable(WeightFile file) => file switch
    {
        { IsMissing: true } => "does not exist; train and save the network, or correct the path, which is relative to the project",
        { Flaw.Length: > 0 } => $"is no valid safetensors file: {file.Flaw}",
        _ => file.Find(VersionKey) switch
        {
            null => $"was not saved by StaticNet: its metadata have no '{VersionKey}'",
            Version => UnreadablePacked(file),
            var other => $"has format version {other}; this version of StaticNet reads version {Version}",
        },
    };

    private static string? UnreadablePacked(WeightFile file) => (file.Find(PackedLayout.VersionKey), file.Find(PackedLayout.SubtractsCenterKey)) switch
    {
        (null, _) or (PackedLayout.Version, "true" or "false") => null,
        (PackedLayout.Version, var other) =>
            $"does not say whether means are subtracted: expected 'true' or 'false' as the metadata '{PackedLayout.SubtractsCenterKey}', found '{other}'",
        (var version, _) =>
            $"holds a predictor packed in layout {version}; this version of StaticNet has layout {PackedLayout.Version}. Save the predictor again with it",
    };

    private static IEnumerable<string> Misfits(NetworkModel network, WeightFile file)
    {
        var found = file.Tensors.ToDictionary(static tensor => tensor.Name, StringComparer.Ordinal);
        var expected = new HashSet<string>(StringComparer.Ordinal) { SelfTest.Input, SelfTest.Output };
        foreach ((string name, Tensor tensor) in TensorsOf(network, file))
        {
            _ = expected.Add(name);
            string shape = tensor.IsMatrix ? $"{Text.Invariant(tensor.Rows)}, {Text.Invariant(tensor.Columns)}" : Text.Invariant(tensor.Columns);
            if (!found.TryGetValue(name, out WeightTensor? given))
            {
                yield return $"lacks the tensor '{name}'; expected one of shape [{shape}]";
            }
            else if (Shape(given) != shape)
            {
                yield return $"has the tensor '{name}' in another shape; expected [{shape}], found [{Shape(given)}]";
            }
            else if (given.DataType != DataType)
            {
                yield return $"has the tensor '{name}' in another type; expected {DataType}, found {given.DataType}";
            }
        }

        foreach (WeightTensor tensor in file.Tensors.Where(tensor => !expected.Contains(tensor.Name)))
        {
            yield return $"has a tensor '{tensor.Name}' of shape [{Shape(tensor)}]; expected none, since "
                + (file.IsPacked ? "it holds a packed predictor" : $"{network.Type.Name} has no such layer");
        }

        if (SelfTest.Find(network, file) is { Flaw: { Length: > 0 } flaw })
        {
            yield return flaw;
        }
    }

    private static string? Stale(NetworkModel network, WeightFile file)
    {
        string expected = ArchitectureHash.Of(network).ToString("x16", CultureInfo.InvariantCulture);
        if (file.Find(ArchitectureKey) is var found && found != expected)
        {
            return $"was saved from another architecture; expected that of {network.Type.Name}, {expected}, found that of {file.Find(NetworkKey) ?? "no network"}, "
                + $"{found ?? "no hash"}. "
                + (file.IsPacked
                    ? "A predictor is folded and packed for its own layers; save that of a network with these"
                    : "All shapes agree, so activations, the order of layers or constants such as epsilon differ; train and save again");
        }

        string? classes = network.Classes is null ? null : string.Join(", ", network.Classes.Names);
        if (classes is not null && file.Find(ClassesKey) is { } saved && saved != classes)
        {
            return $"was saved with other classes; expected {classes}, found {saved}, so its outputs mean something else";
        }

        return Faces.Of(network).Row?.Listed is { } columns && file.Find(ColumnsKey) is { } named && named != columns
            ? $"was saved with other columns; expected {columns}, found {named}, so its inputs mean something else"
            : null;
    }

    private static string Shape(WeightTensor tensor) => string.Join(", ", tensor.Shape.Select(static length => length.ToString(CultureInfo.InvariantCulture)));
}
