namespace StaticNet.Generator.Layers;

/// <summary>A layer that multiplies by a matrix when predicting: what scales and shifts fold into, and what may be one product with the next.</summary>
internal interface IProductLayer
{
    /// <summary>Expression of a <c>FoldedDense</c>, read from trained tensors.</summary>
    /// <param name="tensors">Expression of the tensors.</param>
    /// <param name="name">The layer's name in them.</param>
    string Product(string tensors, string name);

    /// <summary>The value of that expression, where the tensors are known to the compiler.</summary>
    FoldedDense Product(TrainedTensors tensors, string name);
}
