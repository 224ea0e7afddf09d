using System.Collections.Concurrent;

namespace StaticNet;

/// <summary>Keeps a search in memory, as long as the search runs.</summary>
internal sealed class SearchMemory : SearchStore
{
    private readonly ConcurrentDictionary<int, MemoryCheckpoint> _checkpoints = new();

    public override SearchState? Read() => null;

    public override void Write(SearchState state)
    {
    }

    public override TrainingCheckpoint Checkpoint(int trial) => _checkpoints.GetOrAdd(trial, static _ => new MemoryCheckpoint { EveryEpochs = int.MaxValue });

    public override void Discard(int trial) => _checkpoints.TryRemove(trial, out _);

    private sealed class MemoryCheckpoint : TrainingCheckpoint
    {
        private TrainingState? _state;

        public override TrainingState? Read() => _state;

        public override void Write(TrainingState state) => _state = state;
    }
}
