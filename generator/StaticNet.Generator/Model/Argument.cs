namespace StaticNet.Generator.Model;

/// <summary>An argument of an attribute: a constructor parameter or a property, by its name in C#.</summary>
/// <param name="Name">Parameter names start in lower case, property names in upper case.</param>
/// <param name="Value">
/// An <see cref="int"/> (enumerations too), <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, <see cref="string"/>,
/// <c>EquatableArray&lt;int&gt;</c>, <c>EquatableArray&lt;string&gt;</c>, and of a type parameter <see cref="ClassEnum"/> or <see cref="RowType"/>.
/// </param>
internal sealed record Argument(string Name, object? Value);
