namespace StaticNet.Importing.Keras;

/// <summary>A layer as a Keras file describes it.</summary>
/// <param name="ClassName">Its class, such as <c>Dense</c>.</param>
/// <param name="Name">Its name, such as <c>dense_1</c>.</param>
/// <param name="Config">Its arguments.</param>
internal sealed record KerasLayer(string ClassName, string Name, JsonArguments Config);
