namespace StaticNet;

/// <summary>A tensor that a <see cref="TrainingState"/> holds.</summary>
/// <param name="Name">Name, unique in the state.</param>
/// <param name="Shape">Logical shape.</param>
/// <param name="Values">Values, row-major.</param>
public sealed record StateTensor(string Name, IReadOnlyList<int> Shape, float[] Values);
