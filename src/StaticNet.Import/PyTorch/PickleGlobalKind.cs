namespace StaticNet.Importing.PyTorch;

/// <summary>What a name in a pickle may mean.</summary>
internal enum PickleGlobalKind
{
    /// <summary>An empty dictionary.</summary>
    OrderedDictionary,

    /// <summary>A tensor from a storage, an offset, a shape and strides.</summary>
    Tensor,

    /// <summary>A parameter, which is a tensor.</summary>
    Parameter,

    /// <summary>A type of elements.</summary>
    ElementType,
}
