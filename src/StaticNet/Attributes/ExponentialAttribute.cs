namespace StaticNet;

/// <summary><c>f(x) = eˣ</c>. Keeps the shape.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ExponentialAttribute : LayerAttribute;
