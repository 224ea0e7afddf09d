using StaticNet.Reports;

namespace BatchNormExperiments;

/// <summary>What an experiment found.</summary>
/// <param name="Section">For people: its part of the report.</param>
/// <param name="Figures">For programs: what is written to the JSON file.</param>
internal sealed record ExperimentResult(Section Section, object Figures);
