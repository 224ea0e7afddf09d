namespace StaticNet.Importing.Keras;

/// <summary>The weights of a model in one of the two layouts of Keras' files.</summary>
internal interface IKerasWeights
{
    /// <summary>
    /// The tensors of the next layer: under their own names, or, where a file only numbers them, under <c>0</c>, <c>1</c> and so on.
    /// </summary>
    IReadOnlyList<ForeignTensor> Take(KerasLayer layer);

    /// <summary>Names of the tensors that no layer took.</summary>
    IReadOnlyList<string> Rest();
}
