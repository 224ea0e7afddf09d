namespace StaticNet;

/// <summary>A data set divided into three parts that have no row in common.</summary>
/// <param name="Train">Rows to train on.</param>
/// <param name="Validation">Rows to choose between trained networks by; may be empty.</param>
/// <param name="Test">Rows to judge the chosen network by, touched once; may be empty.</param>
public sealed record DataSplit(MemoryDataSet Train, MemoryDataSet Validation, MemoryDataSet Test);
