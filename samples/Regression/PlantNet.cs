using StaticNet;

namespace Regression;

/// <summary>Power and hourly loss of a plant by temperature, pressure and flow.</summary>
[Input(3), Standardize]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(2)]
[TargetStandardize]
public sealed partial class PlantNet;
