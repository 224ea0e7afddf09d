namespace StaticNet.Reports;

/// <summary>Which colours stand for the values of a map or an image.</summary>
public enum ColorMap
{
    /// <summary>Dark blue over green to yellow: readable for colour-blind people and in grey. From matplotlib, in the public domain (CC0).</summary>
    Viridis,

    /// <summary>
    /// Blue for negative, grey for zero, red for positive values. From Kenneth Moreland, "Diverging Color Maps for Scientific Visualization",
    /// 2009.
    /// </summary>
    Diverging,

    /// <summary>Black to white, as images of one channel are.</summary>
    Gray,

    /// <summary>White to black, as ink on paper.</summary>
    Ink,
}
