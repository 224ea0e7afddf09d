namespace StaticNet.Generator.Layers;

/// <summary>A layer that multiplies by a matrix when predicting: what scales and shifts fold into, and what may be one product with the next.</summary>
internal interface IProductLayer
{
    /// <summary>Expression of a <c>FoldedDense</c> in double precision, read from a network at hand.</summary>
    /// <param name="network">Expression of the network.</param>
    /// <param name="name">The layer's name in it.</param>
    string Product(string network, string name);
}
