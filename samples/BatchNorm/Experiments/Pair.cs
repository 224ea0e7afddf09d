namespace BatchNormExperiments;

/// <summary>A test accuracy without BatchNorm and one with it.</summary>
internal readonly record struct Pair(double Without, double With);
