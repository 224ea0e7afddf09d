namespace StaticNet;

/// <summary>
/// All axes of a sample in one, row-major: <c>[a, b, c]</c> becomes <c>[a·b·c]</c>, images in the order height, width, channels.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class FlattenAttribute : LayerAttribute;
