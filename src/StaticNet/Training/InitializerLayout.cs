namespace StaticNet;

/// <summary>An initialiser with its arguments.</summary>
/// <param name="Kind">Which distribution.</param>
/// <param name="First">Minimum of a uniform, mean of a normal, the value of a constant; unused by the others.</param>
/// <param name="Second">Maximum of a uniform, deviation of a normal; unused by the others.</param>
public readonly record struct InitializerLayout(Initializer Kind, float First = 0, float Second = 0);
