using System.Globalization;
using System.Numerics;

namespace StaticNet;

/// <summary>The state of a training as tensors and metadata of a safetensors file.</summary>
internal static class CheckpointFormat
{
    public const string VersionKey = "staticnet.checkpoint";

    private const string Version = "1";
    private const string StepsBeforeKey = "steps_before";
    private const string EpochsBeforeKey = "epochs_before";
    private const string FrozenKey = "frozen";
    private const string AverageKey = "weight_average";
    private const string AveragedStepsKey = "averaged_steps";
    private const string CallbackPrefix = "__callback__.";
    private const int EpochFields = 7;

    /// <summary>A line a value: epoch, data, value, name. Checkpoints of trainings without metrics may lack it.</summary>
    private const string MetricsKey = "metrics";
    private const string Training = "training";
    private const string Validation = "validation";

    /// <summary>Bounds the time a file can cost: each callback is looked for among all names.</summary>
    private const int MaximumCallbacks = 100;

    public static SafetensorsTensor[] Tensors(TrainingState state) =>
    [
        .. state.Tensors.Select(static tensor =>
            SafetensorsTensor.Create<float>(tensor.Name, [.. tensor.Shape.Select(static axis => (long)axis)], tensor.Values)),
        .. state.Callbacks.SelectMany(static (callback, i) => callback.Vectors.Select(vector =>
            SafetensorsTensor.Create<float>($"{CallbackPrefix}{i}.{vector.Key}", [vector.Value.Length], vector.Value))),
    ];

    public static Dictionary<string, string> Metadata(TrainingState state)
    {
        var metadata = new Dictionary<string, string>
        {
            [VersionKey] = Version,
            ["network"] = state.Network,
            ["architecture"] = state.ArchitectureHash.ToString("x16", CultureInfo.InvariantCulture),
            ["seed"] = Text(state.Seed),
            ["optimizer"] = state.Optimizer,
            ["batches"] = state.Batches,
            ["rows"] = state.RowCount is long rows ? Text(rows) : "",
            ["steps"] = Text(state.Steps),
            ["network_steps"] = Text(state.NetworkSteps),
            ["epochs_begun"] = Text(state.EpochsBegun),
            ["learning_rate_factor"] = Text(state.LearningRateFactor),
            ["stopped"] = state.Stopped ? "yes" : "no",
            ["statistics"] = state.StatisticsLoaded ? "loaded" : "gathered",
            ["duration_ticks"] = Text(state.Duration.Ticks),
            ["history"] = string.Join('\n', state.Epochs.Select(Line)),
            [MetricsKey] = string.Join('\n', state.Epochs.SelectMany(MetricLines)),
            ["callbacks"] = Text(state.Callbacks.Count),
        };
        if (state.StepsBefore != 0 || state.EpochsBefore != 0)
        {
            metadata[StepsBeforeKey] = Text(state.StepsBefore);
            metadata[EpochsBeforeKey] = Text(state.EpochsBefore);
        }

        if (state.FrozenLayers.Count > 0)
        {
            metadata[FrozenKey] = string.Join('\n', state.FrozenLayers);
        }

        if (state.WeightAverage != 0)
        {
            metadata[AverageKey] = Text(state.WeightAverage);
            metadata[AveragedStepsKey] = Text(state.AveragedSteps);
        }

        for (int i = 0; i < state.Callbacks.Count; i++)
        {
            metadata[$"{CallbackPrefix}{i}"] = state.Callbacks[i].Type;
            foreach ((string name, double value) in state.Callbacks[i].Numbers)
            {
                metadata[$"{CallbackPrefix}{i}.{name}"] = Text(value);
            }
        }

        return metadata;
    }

    /// <exception cref="InvalidDataException">The file is no checkpoint, or not a whole one.</exception>
    public static TrainingState ToState(SafetensorsFile file)
    {
        string? version = file.Metadata.GetValueOrDefault(VersionKey);
        if (version != Version)
        {
            PackedFile.Refuse(file);
            throw new InvalidDataException(
                version is null
                    ? $"'{file.Source}' is no checkpoint: its metadata have no '{VersionKey}'."
                    : $"'{file.Source}' is a checkpoint of version {version}; this version of StaticNet reads version {Version}.");
        }

        return new TrainingState
        {
            Source = file.Source,
            Network = Value(file, "network"),
            ArchitectureHash = ulong.TryParse(
                Value(file, "architecture"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong hash)
                ? hash
                : throw Invalid(file, "architecture", "a hash"),
            Seed = Number<ulong>(file, "seed"),
            Optimizer = Value(file, "optimizer"),
            Batches = Value(file, "batches"),
            RowCount = Value(file, "rows").Length == 0 ? null : Count(file, "rows", long.MaxValue),
            Epochs = Epochs(file),
            Steps = Count(file, "steps", long.MaxValue / 2),
            StepsBefore = Has(file, StepsBeforeKey) ? Count(file, StepsBeforeKey, Count(file, "steps", long.MaxValue / 2)) : 0,
            EpochsBefore = Has(file, EpochsBeforeKey) ? Count(file, EpochsBeforeKey, int.MaxValue / 2) : 0,
            FrozenLayers = Has(file, FrozenKey) ? Value(file, FrozenKey).Split('\n') : [],
            WeightAverage = !Has(file, AverageKey) ? 0
                : Number<double>(file, AverageKey) is >= 0 and < 1 and var momentum ? momentum
                : throw Invalid(file, AverageKey, "a number from 0 to below 1"),
            AveragedSteps = Has(file, AveragedStepsKey) ? Count(file, AveragedStepsKey, long.MaxValue / 2) : 0,
            NetworkSteps = Number<ulong>(file, "network_steps"),
            EpochsBegun = Count(file, "epochs_begun", int.MaxValue / 2),
            LearningRateFactor = Number<double>(file, "learning_rate_factor") is > 0 and < double.PositiveInfinity and var factor
                ? factor
                : throw Invalid(file, "learning_rate_factor", "a positive number"),
            Stopped = OneOf(file, "stopped", "yes", "no"),
            StatisticsLoaded = OneOf(file, "statistics", "loaded", "gathered"),
            Duration = TimeSpan.FromTicks(Count(file, "duration_ticks", TimeSpan.MaxValue.Ticks / 2)),
            Tensors = [.. file.Tensors.Where(static tensor => !IsOfCallback(tensor)).Select(tensor => ToStateTensor(file, tensor))],
            Callbacks = Callbacks(file),
        };
    }

    private static string Line(EpochRecord epoch) => string.Join(
        ' ',
        Text(epoch.Loss), Text(epoch.Accuracy), Text(epoch.ValidationLoss), Text(epoch.ValidationAccuracy),
        Text(epoch.LearningRate), Text(epoch.Seconds), Text(epoch.SamplesPerSecond));

    private static EpochRecord[] Epochs(SafetensorsFile file)
    {
        string history = Value(file, "history");
        if (history.Length == 0)
        {
            return [];
        }

        string[] lines = history.Split('\n');
        ILookup<(int Epoch, string Data), KeyValuePair<string, double>> metrics = Metrics(file, lines.Length);
        var epochs = new EpochRecord[lines.Length];
        for (int i = 0; i < lines.Length; i++)
        {
            string[] fields = lines[i].Split(' ', EpochFields + 1);
            double? Field(int field) => fields[field] == "-" ? null
                : double.TryParse(fields[field], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value
                : throw Invalid(file, "history", $"numbers in line {i + 1}");
            double Required(int field) => Field(field) ?? throw Invalid(file, "history", $"numbers in line {i + 1}");
            if (fields.Length != EpochFields)
            {
                throw Invalid(file, "history", $"{EpochFields} numbers in line {i + 1}");
            }

            epochs[i] = new EpochRecord(i + 1, Required(0), Field(1), Field(2), Field(3), Required(4), Required(5), Required(6))
            {
                Metrics = new MetricCollection(metrics[(i + 1, Training)]),
                ValidationMetrics = new MetricCollection(metrics[(i + 1, Validation)]),
            };
        }

        return epochs;
    }

    private static IEnumerable<string> MetricLines(EpochRecord epoch) =>
    [
        .. epoch.Metrics.Select(metric => $"{Text(epoch.Epoch)} {Training} {Text(metric.Value)} {metric.Key}"),
        .. epoch.ValidationMetrics.Select(metric => $"{Text(epoch.Epoch)} {Validation} {Text(metric.Value)} {metric.Key}"),
    ];

    private static ILookup<(int Epoch, string Data), KeyValuePair<string, double>> Metrics(SafetensorsFile file, int epochs)
    {
        string[] lines = file.Metadata.GetValueOrDefault(MetricsKey, "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Select(line => line.Split(' ', 4)).ToLookup(
            fields => fields.Length == 4
                && int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out int epoch)
                && epoch >= 1 && epoch <= epochs && fields[1] is (Training or Validation)
                ? (epoch, fields[1])
                : throw Invalid(file, MetricsKey, "an epoch, its data, a value and a name a line"),
            fields => double.TryParse(fields[2], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                ? KeyValuePair.Create(fields[3], value)
                : throw Invalid(file, MetricsKey, "a number in every line"));
    }

    private static StateTensor ToStateTensor(SafetensorsFile file, SafetensorsTensor tensor)
    {
        bool isParameter = !tensor.Name.StartsWith("__", StringComparison.Ordinal);
        if (tensor.DataType != SafetensorsDataType.F32)
        {
            throw new InvalidDataException(
                $"'{file.Source}', tensor '{tensor.Name}': expected elements of type {SafetensorsDataType.F32}, found {tensor.DataType}.");
        }

        // A shape without elements may have axes of any length.
        if (tensor.Shape.ContainsAnyExceptInRange(0, int.MaxValue))
        {
            throw new InvalidDataException($"'{file.Source}', tensor '{tensor.Name}': expected axes of at most {int.MaxValue} elements.");
        }

        float[] values = tensor.ToArray<float>();
        int invalid = isParameter ? Array.FindIndex(values, static value => !float.IsFinite(value)) : -1;
        return invalid < 0
            ? new StateTensor(tensor.Name, [.. tensor.Shape.ToArray().Select(static axis => (int)axis)], values)
            : throw new InvalidDataException(FormattableString.Invariant(
                $"'{file.Source}', tensor '{tensor.Name}': expected finite values, found {values[invalid]} at {invalid}."));
    }

    private static CallbackState[] Callbacks(SafetensorsFile file)
    {
        int count = Count(file, "callbacks", MaximumCallbacks);
        var callbacks = new List<CallbackState>();
        for (int i = 0; i < count; i++)
        {
            var state = new CallbackState(Value(file, $"{CallbackPrefix}{i}"), file.Source);
            string prefix = $"{CallbackPrefix}{i}.";
            foreach (string key in file.Metadata.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)))
            {
                state.Set(key[prefix.Length..], Number<double>(file, key));
            }

            foreach (SafetensorsTensor tensor in file.Tensors.Where(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                state.Set(tensor.Name[prefix.Length..], ToStateTensor(file, tensor).Values);
            }

            callbacks.Add(state);
        }

        return [.. callbacks];
    }

    private static bool IsOfCallback(SafetensorsTensor tensor) => tensor.Name.StartsWith(CallbackPrefix, StringComparison.Ordinal);

    private static bool Has(SafetensorsFile file, string key) => file.Metadata.ContainsKey(key);

    private static string Value(SafetensorsFile file, string key) =>
        file.Metadata.GetValueOrDefault(key) ?? throw new InvalidDataException($"'{file.Source}' lacks the metadata '{key}'.");

    private static T Number<T>(SafetensorsFile file, string key)
        where T : struct, ISpanParsable<T> =>
        T.TryParse(Value(file, key), CultureInfo.InvariantCulture, out T value) ? value : throw Invalid(file, key, "a number");

    private static T Count<T>(SafetensorsFile file, string key, T maximum)
        where T : struct, ISpanParsable<T>, INumber<T> =>
        Number<T>(file, key) is var value && value >= T.Zero && value <= maximum
            ? value
            : throw Invalid(file, key, string.Create(CultureInfo.InvariantCulture, $"a number from 0 to {maximum}"));

    private static bool OneOf(SafetensorsFile file, string key, string yes, string no)
    {
        string value = Value(file, key);
        return value == yes || (value == no ? false : throw Invalid(file, key, $"'{yes}' or '{no}'"));
    }

    private static InvalidDataException Invalid(SafetensorsFile file, string key, string expected) =>
        new($"'{file.Source}', metadata '{key}': expected {expected}, found '{Shorten(Value(file, key))}'.");

    private static string Shorten(string value) => value.Length <= 60 ? value : $"{value[..60]}...";

    private static string Text<T>(T value)
        where T : struct, IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    private static string Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "-";
}
