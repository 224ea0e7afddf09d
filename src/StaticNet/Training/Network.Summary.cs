namespace StaticNet;

public abstract partial class Network
{
    /// <summary>
    /// A table of the layers: output shape a sample, parameters, multiply-adds a sample when predicting with nothing folded, and what
    /// becomes of the layer in the predictor. <c>(+n)</c> counts statistics, which are gathered and not trained.
    /// </summary>
    public string Summary() => SummaryTable.Of(Layout);
}
