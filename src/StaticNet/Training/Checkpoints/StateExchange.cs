using System.Globalization;
using StaticNet.Kernels;

namespace StaticNet;

/// <summary>Takes the state of a training, and gives it back to another that is like it.</summary>
internal sealed class StateExchange(
    Network network, DataSet data, FitOptions options, TrainingSession session, TrainingContext context, TrainingCallback[] callbacks)
{
    private OptimizerState Optimizer => session.State;

    private string Batches => string.Create(
        CultureInfo.InvariantCulture,
        $"of {options.BatchSize} rows, {(options.Shuffle ? "shuffled" : "in order")}, the rest {(options.DropLast ? "dropped" : "kept")}")
        + (options.AccumulateSteps == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", {options.AccumulateSteps} a step"))
        + Weights;

    private string Weights => (data.HasWeights ? ", rows weighed" : "")
        + (options.ClassWeights.Count > 0 ? $", classes weighed {string.Join(' ', options.ClassWeights.Select(Text))}" : "");

    /// <summary>The state after the epoch completed last.</summary>
    public TrainingState Take(TimeSpan duration) => new()
    {
        Network = network.Layout.Name,
        ArchitectureHash = network.Layout.ArchitectureHash,
        Seed = network.Seed,
        Optimizer = options.Optimizer.Description,
        Batches = Batches,
        RowCount = data.RowCount,
        Epochs = [.. context.History.Epochs],
        Steps = Optimizer.Steps,
        StepsBefore = Optimizer.Steps - context.History.Steps,
        EpochsBefore = session.Epochs - context.History.Epochs.Count,
        FrozenLayers = [.. network.FrozenLayers],
        WeightAverage = options.WeightAverage,
        AveragedSteps = session.Average?.Steps ?? 0,
        NetworkSteps = network.Step,
        EpochsBegun = network.EpochsBegun,
        LearningRateFactor = context.LearningRateFactor,
        Stopped = context.StopRequested,
        StatisticsLoaded = network.StatisticsLoaded,
        Duration = duration,
        Tensors = [.. Places().Select(static place => new StateTensor(place.Name, place.View.Shape.ToArray(), place.View.ToArray()))],
        Callbacks = [.. callbacks.Select(StateOf).Where(static state => !state.IsEmpty)],
    };

    /// <summary>Makes network, optimizer and course those of the state. If it does not fit, nothing is changed.</summary>
    /// <exception cref="InvalidDataException">It does not fit; the message says what was expected and found.</exception>
    public void Give(TrainingState state)
    {
        Check(state);
        CheckFrozen(state);
        (string Name, ParameterView View)[] places = [.. Places()];
        Dictionary<string, StateTensor> tensors = CheckTensors(state, places);
        foreach ((string name, ParameterView view) in places)
        {
            view.CopyFrom(tensors[name].Values);
        }

        network.Step = state.NetworkSteps;
        network.EpochsBegun = state.EpochsBegun;
        network.NormalizersFitted = true;
        network.StatisticsLoaded = state.StatisticsLoaded;
        network.SetFrozen(state.FrozenLayers);
        Optimizer.Steps = state.Steps;
        session.Epochs = state.EpochsBefore + state.Epochs.Count;
        if (session.Average is { } average)
        {
            average.Steps = state.AveragedSteps;
        }

        foreach (EpochRecord epoch in state.Epochs)
        {
            context.History.Add(epoch);
            context.LastEpoch = epoch;
            context.LearningRate = epoch.LearningRate;
        }

        context.History.Steps = state.Steps - state.StepsBefore;
        context.TotalSteps = context.History.Steps;
        context.Epoch = state.Epochs.Count;
        context.LearningRateFactor = state.LearningRateFactor;
    }

    /// <summary>
    /// Gives callbacks back what they remember, the first of a type to the first, once they were told that training begins.
    /// </summary>
    /// <exception cref="InvalidDataException">A callback cannot be found, or cannot make sense of its state.</exception>
    public void GiveCallbacks(TrainingState state)
    {
        List<TrainingCallback> waiting = [.. callbacks];
        foreach (CallbackState kept in state.Callbacks)
        {
            TrainingCallback callback = waiting.Find(candidate => TypeName(candidate) == kept.Type)
                ?? throw new InvalidDataException(
                    $"'{state.Source}' holds the state of a callback {kept.Type}, which this training does not have.");
            waiting.Remove(callback);
            callback.LoadState(kept);
        }

        if (state.Stopped)
        {
            context.Stop();
        }
    }

    private static string TypeName(TrainingCallback callback) => callback.GetType().FullName ?? callback.GetType().Name;

    private static CallbackState StateOf(TrainingCallback callback)
    {
        var state = new CallbackState(TypeName(callback), "");
        callback.SaveState(state);
        return state;
    }

    private IEnumerable<(string Name, ParameterView View)> Places()
    {
        foreach (ParameterView view in network.Parameters.Concat(network.Statistics))
        {
            yield return (view.Name, view);
        }

        foreach ((string name, Arena arena) in Optimizer.Memory)
        {
            foreach (TensorLayout tensor in network.Layout.Parameters)
            {
                yield return ($"__optimizer__.{name}.{tensor.Name}", new ParameterView(arena, tensor));
            }
        }

        foreach (TensorLayout tensor in session.Average is null ? [] : network.Layout.Parameters)
        {
            yield return ($"__average__.{tensor.Name}", new ParameterView(session.Average!.Values, tensor));
        }
    }

    private void Check(TrainingState state)
    {
        NetworkLayout layout = network.Layout;
        if (state.ArchitectureHash != layout.ArchitectureHash)
        {
            throw new InvalidDataException(
                $"'{state.Source}' is a checkpoint of another architecture ('{state.Network}', {state.ArchitectureHash:x16}) "
                + $"than {layout.Name} ({layout.ArchitectureHash:x16}).");
        }

        Agree(state, "seed", Text(network.Seed), Text(state.Seed));
        Agree(state, "optimizer", options.Optimizer.Description, state.Optimizer);
        Agree(state, "batches", Batches, state.Batches);
        Agree(state, "average of the weights", Text(options.WeightAverage), Text(state.WeightAverage));
        if (data.RowCount is long rows && state.RowCount is long kept)
        {
            Agree(state, "rows of data", Text(rows), Text(kept));
        }

        if (state.Epochs.Count > options.Epochs)
        {
            throw new InvalidDataException(
                $"'{state.Source}' has trained for {state.Epochs.Count} epochs already, more than the {options.Epochs} asked for.");
        }
    }

    private void CheckFrozen(TrainingState state)
    {
        string? unknown = state.FrozenLayers.FirstOrDefault(layer => !network.CanFreeze(layer));
        if (unknown is not null)
        {
            throw new InvalidDataException($"'{state.Source}' froze a layer '{unknown}', which {network.Layout.Name} does not have.");
        }
    }

    private static Dictionary<string, StateTensor> CheckTensors(TrainingState state, (string Name, ParameterView View)[] places)
    {
        var tensors = state.Tensors.ToDictionary(static tensor => tensor.Name, StringComparer.Ordinal);
        foreach ((string name, ParameterView view) in places)
        {
            if (!tensors.TryGetValue(name, out StateTensor? tensor))
            {
                throw new InvalidDataException($"'{state.Source}' lacks the tensor '{name}' of shape [{Format(view.Shape.ToArray())}].");
            }

            if (!view.Shape.SequenceEqual([.. tensor.Shape]))
            {
                throw new InvalidDataException(
                    $"'{state.Source}', tensor '{name}': expected shape [{Format(view.Shape.ToArray())}], found [{Format(tensor.Shape)}].");
            }
        }

        return tensors.Count == places.Length
            ? tensors
            : throw new InvalidDataException(
                $"'{state.Source}' holds a tensor '{tensors.Keys.Except(places.Select(static place => place.Name)).First()}', "
                + "which this training does not have.");
    }

    private static void Agree(TrainingState state, string what, string expected, string found)
    {
        if (expected != found)
        {
            throw new InvalidDataException(
                $"'{state.Source}' is a checkpoint of another training: expected {what} {expected}, found {found}.");
        }
    }

    private static string Format(IEnumerable<int> shape) => string.Join(", ", shape);

    private static string Text<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
