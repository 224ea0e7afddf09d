using StaticNet;

namespace Scoring;

/// <summary>Whether a payment is fraud, of what <see cref="Payments"/> writes: three numbers, whether the age is missing, three channels.</summary>
[Input(7), Standardize]
[Dense(32, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(16), Relu]
[Dense(1), Sigmoid]
internal sealed partial class PaymentNet;
