namespace StaticNet.Consumer;

/// <summary>Points with names, and the side they lie on.</summary>
[Input<Point>, Standardize]
[Dense(16, bias: false), BatchNorm, Relu]
[Dense(2), Softmax]
[Classes<Side>]
public sealed partial class CloudNet;

public readonly record struct Point(float X, float Y);

public enum Side
{
    Left,
    Right,
}
