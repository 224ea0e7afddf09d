namespace StaticNet.Importing.Safetensors;

/// <summary>Whose names and layouts weights are written under.</summary>
public enum TensorNaming
{
    /// <summary>
    /// <c>dense1.weight</c> of shape <c>[out, in]</c>, <c>batchnorm1.running_var</c>: what <c>load_state_dict</c> takes of a module whose members
    /// are called as the layers are.
    /// </summary>
    PyTorch,

    /// <summary><c>dense_1/kernel</c> of shape <c>[in, out]</c>, <c>batch_normalization/moving_variance</c>: by class and running number.</summary>
    Keras,
}
