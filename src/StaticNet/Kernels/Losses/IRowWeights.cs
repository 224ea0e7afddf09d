namespace StaticNet.Kernels;

/// <summary>What the loss of each row is multiplied by. The mean divides by the number of rows all the same, not by the weights' sum.</summary>
internal interface IRowWeights
{
    /// <summary>Whether all are 1, so that nothing needs to be multiplied.</summary>
    static abstract bool AreEqual { get; }

    /// <summary>The weight of a row.</summary>
    double Of(int row);
}
