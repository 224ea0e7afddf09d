namespace BatchNormExperiments;

/// <summary>What the command line asks for.</summary>
/// <param name="MnistFolder">Folder of the four MNIST files; null for the digits that the samples carry.</param>
/// <param name="OutputFolder">Where the report and the figures go.</param>
/// <param name="PictureFolder">Where each chart goes as a file of its own; null for nowhere.</param>
/// <param name="Only">The one experiment to run; null for all.</param>
internal sealed record Options(string? MnistFolder, string OutputFolder, string? PictureFolder, int? Only);
