namespace StaticNet.Data;

/// <summary>A table divided into three parts that have no row in common.</summary>
/// <param name="Train">Rows to fit an encoding to and to train on.</param>
/// <param name="Validation">Rows to choose between trained networks by; may be empty.</param>
/// <param name="Test">Rows to judge the chosen network by, touched once; may be empty.</param>
public sealed record TableSplit(Table Train, Table Validation, Table Test);
