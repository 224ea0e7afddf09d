namespace StaticNet;

/// <summary>How many threads a pass over a batch is worth.</summary>
internal static class WorkSharing
{
    /// <summary>
    /// Multiply-adds that one product of a layer needs for a second thread to pay: some 5 µs, against which a barrier, a processor's
    /// second-level cache that has to fetch the others' panels, and the uneven end of a stage are small.
    /// </summary>
    private const long LeastMultiplyAdds = 300_000;

    /// <summary>The number of workers from which on a further one would find no panel or too little to do.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="rows">Samples of the batch.</param>
    public static int UsefulWorkers(NetworkLayout layout, int rows) =>
        layout.ProductCount > 0 && layout.MultiplyAdds / layout.ProductCount * rows >= LeastMultiplyAdds ? layout.WidestPanels : 1;
}
