using System.Text;

namespace StaticNet;

/// <summary>
/// A search in a folder: <c>search.json</c>, all that was found out, from which a search that was cut short goes on; <c>trials.csv</c>, a row a trial; and a
/// checkpoint of each training that may go on. Each file is written under a temporary name, flushed and renamed. One search at a time may use a folder.
/// </summary>
public sealed class SearchFolder : SearchStore
{
    /// <summary>A folder, made if there is none.</summary>
    public SearchFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
        Directory.CreateDirectory(path);
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The file of all that was found out.</summary>
    public string StatePath => System.IO.Path.Combine(Path, "search.json");

    /// <summary>The file of the trials, a row each.</summary>
    public string TrialsPath => System.IO.Path.Combine(Path, "trials.csv");

    /// <inheritdoc/>
    public override SearchState? Read()
    {
        AtomicFile.DeleteLeftovers(StatePath);
        AtomicFile.DeleteLeftovers(TrialsPath);
        return File.Exists(StatePath) ? SearchFormat.ToState(File.ReadAllBytes(StatePath), StatePath) : null;
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">A file cannot be written; those written before are intact.</exception>
    public override void Write(SearchState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        AtomicFile.Write(StatePath, stream => SearchFormat.Write(stream, state));
        AtomicFile.Write(TrialsPath, stream => stream.Write(Encoding.UTF8.GetBytes(SearchFormat.ToCsv(state))));
    }

    /// <inheritdoc/>
    public override TrainingCheckpoint Checkpoint(int trial) => new CheckpointFile(CheckpointPath(trial));

    /// <inheritdoc/>
    public override void Discard(int trial) => File.Delete(CheckpointPath(trial));

    private string CheckpointPath(int trial) => System.IO.Path.Combine(Path, FormattableString.Invariant($"trial{trial:D4}.checkpoint"));
}
