namespace StaticNet;

public abstract partial class Network
{
    private int _isTraining;

    /// <summary>Takes the network for a training: weights, gradients and the optimizer's memory are those of one at a time.</summary>
    /// <exception cref="InvalidOperationException">It is taken.</exception>
    private void BeginTraining()
    {
        if (Interlocked.Exchange(ref _isTraining, 1) != 0)
        {
            throw new InvalidOperationException(
                $"This {Layout.Name} is being trained already: one Fit or TrainOnBatch at a time. Train another instance beside it; predict with ToPredictor(), "
                + "which any number of threads may use.");
        }
    }

    private void EndTraining() => Volatile.Write(ref _isTraining, 0);
}
