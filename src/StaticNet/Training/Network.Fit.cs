namespace StaticNet;

public abstract partial class Network
{
    /// <summary>Epochs begun on this network: a second <see cref="Fit"/> reads the rows in other orders than the first.</summary>
    internal int EpochsBegun { get; set; }

    /// <summary>
    /// Trains the network. Normalisers that hold nothing yet are fitted first. A second call with the same optimizer goes on where the first ended, as if
    /// both had been one of more epochs, bit for bit: the optimizer's memory, the position of schedules, shuffling, the average of the weights. With
    /// another optimizer, or after <see cref="ForgetOptimizer"/>, it goes on from the weights alone. Steps allocate nothing.
    /// </summary>
    /// <remarks>
    /// Where BatchNorm sees one value a channel and sample, a last batch of one row would have no variance: the last two batches are then
    /// split evenly (with a batch size of 2, joined). The same seed and data give the same weights, bit for bit, also where
    /// <see cref="FitOptions.Checkpoint"/> let a training that was cut short go on, and whatever <see cref="FitOptions.Threads"/> says.
    /// <see cref="Gradients"/> of kernels hold anything afterwards: where nobody looks at them they are applied without being written.
    /// <para>
    /// At the end, a network with BatchNorm is judged on up to eight batches by moving statistics and by those of the batches; where it predicts
    /// much worse than it trains the history has a warning with causes and cures (<see cref="MeasureStatisticsGap"/>). Nothing changes by that.
    /// </para>
    /// <para>
    /// What the network holds afterwards: cancelled or stopped, what the last step left (or what <see cref="EarlyStopping"/> restores);
    /// after any exception during the epochs, the weights and statistics of the last completed epoch, or those it began with (fitted
    /// normalisers stay), and the optimizer is forgotten; after an exception before the first step, exactly what it held before, fitted
    /// normalisers apart. Callbacks begin anew with every call.
    /// </para>
    /// </remarks>
    /// <param name="data">The training data: labels for a classifier, targets for any network.</param>
    /// <param name="options">How to train; the defaults of <see cref="FitOptions"/> if null.</param>
    /// <param name="cancellation">Ends training between two steps and leaves a usable network; the history says so.</param>
    /// <returns>A record of every completed epoch.</returns>
    /// <exception cref="ArgumentException">The data do not fit the network, or the options do not fit the data.</exception>
    /// <exception cref="InvalidOperationException">The network is being trained already: on another thread, or by what called the callback that calls this.</exception>
    /// <exception cref="TrainingDivergedException">
    /// A loss or a parameter is no finite number. The weights of the last good epoch are kept.
    /// </exception>
    /// <exception cref="TrainingInterruptedException">
    /// A callback or the data threw an exception, a label out of range included; the message names it, the epoch and the step. The weights
    /// of the last completed epoch are kept. An <see cref="OperationCanceledException"/> is passed on as it is, and so is whatever
    /// <see cref="TrainingCallback.OnTrainingBegin"/> throws.
    /// </exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged, or of another training. The network is as it was.</exception>
    /// <exception cref="IOException">
    /// The checkpoint cannot be written. The weights of the last completed epoch are kept; where already its folder is missing, the network is as it was.
    /// </exception>
    public History Fit(DataSet data, FitOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        BeginTraining();
        try
        {
            using var training = new TrainingRun(this, data, options ?? new FitOptions(), cancellation);
            _lastTrainingData = data;
            return training.Run();
        }
        finally
        {
            EndTraining();
        }
    }
}
