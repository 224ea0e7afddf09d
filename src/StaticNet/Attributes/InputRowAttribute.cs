namespace StaticNet;

/// <summary>
/// An input of named columns: a sample is a <typeparamref name="TRow"/>, a struct whose fields are floats, in their order. The predictor then takes
/// rows as they are, <c>Predict(in row, output)</c>, <c>Classify(in row)</c> and spans of rows, beside spans of floats; nothing is copied. Messages
/// and the class's documentation name the columns, and files carry the names.
/// </summary>
/// <typeparam name="TRow">
/// A struct or record struct, public or internal, not generic, with one or more fields or automatic properties, all of them <see cref="float"/>, in
/// sequential layout: <c>record struct Flower(float SepalLength, float SepalWidth)</c>.
/// </typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class InputAttribute<TRow> : LayerAttribute
    where TRow : struct;
