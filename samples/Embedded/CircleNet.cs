using StaticNet;

namespace Embedded;

/// <summary>Whether a point lies in the unit circle: so tiny that its weights become constants of the program.</summary>
[Input(2)]
[Dense(16), Tanh]
[Dense(8), Tanh]
[Dense(1), Sigmoid]
public sealed partial class CircleNet;
