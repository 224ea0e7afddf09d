namespace StaticNet;

/// <summary>Row indices divided into three parts that have none in common.</summary>
/// <param name="Train">Rows to train on.</param>
/// <param name="Validation">Rows to choose between trained networks by; may be empty.</param>
/// <param name="Test">Rows to judge the chosen network by; may be empty.</param>
public sealed record RowSplit(int[] Train, int[] Validation, int[] Test);
