namespace StaticNet;

/// <summary>One fold of a cross-validation, in row indices: every row is in one of the two parts.</summary>
/// <param name="Train">Rows to train on, in random order.</param>
/// <param name="Test">Rows held back, in random order.</param>
public sealed record RowFold(int[] Train, int[] Test);
