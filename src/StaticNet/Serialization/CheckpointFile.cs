namespace StaticNet;

/// <summary>
/// A checkpoint in a file: <c>FitOptions.Checkpoint = new CheckpointFile("run.checkpoint")</c>. Every state is written under a temporary
/// name, flushed and renamed, so whenever the process ends, the file is a whole checkpoint, the last or the one before.
/// </summary>
/// <remarks>
/// The file is a safetensors file of parameters and statistics under their own names, of what the optimizer remembers as
/// <c>__optimizer__.mean.dense1.kernel</c>, and of what callbacks remember; counters and the history are its metadata. It does not hold
/// the data, nor options that steps do not depend on. One training at a time may use a file.
/// </remarks>
/// <param name="path">The file; its folder must exist.</param>
public sealed class CheckpointFile(string path) : TrainingCheckpoint
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The file is no whole checkpoint; the message says why.</exception>
    public override TrainingState? Read()
    {
        AtomicFile.DeleteLeftovers(Path);
        return File.Exists(Path) ? CheckpointFormat.ToState(SafetensorsFile.Read(Path)) : null;
    }

    /// <inheritdoc/>
    internal override void CheckPlace() => AtomicFile.CheckFolder(Path);

    /// <inheritdoc/>
    public override void Write(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        SafetensorsTensor[] tensors = CheckpointFormat.Tensors(state);
        Dictionary<string, string> metadata = CheckpointFormat.Metadata(state);
        try
        {
            SafetensorsFile.Write(Path, tensors, metadata);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"Cannot write the checkpoint '{Path}' after epoch {state.Epochs.Count}: {exception.Message} "
                + "A checkpoint written before is intact, and the network holds the weights of that epoch.",
                exception);
        }
    }
}
