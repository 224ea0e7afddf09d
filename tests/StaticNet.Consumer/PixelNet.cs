namespace StaticNet.Consumer;

[Input(16, Bytes = true), Rescale(1 / 255.0)]
[Dense(3), Softmax]
public sealed partial class PixelNet;
