using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>
/// A layer that multiplies and shifts each channel by numbers that are fixed when predicting: what can fold into a neighbouring Dense. A norm of single
/// samples does so after it has normalised.
/// </summary>
internal interface IAffineLayer
{
    /// <summary>The axis of channels in the shape of a sample, counted from 0.</summary>
    int Axis(Shape input);

    /// <summary>Whether it subtracts something fitted or learned, which may be large.</summary>
    bool HasCenter { get; }

    /// <summary>Expression of the transform in double precision, read from trained tensors.</summary>
    /// <param name="tensors">Expression of the tensors.</param>
    /// <param name="name">The layer's name in them.</param>
    /// <param name="input">The layer's input shape.</param>
    string Transform(string tensors, string name, Shape input);

    /// <summary>The value of that expression, where the tensors are known to the compiler.</summary>
    FoldableTransform Transform(TrainedTensors tensors, string name, Shape input);
}
