using StaticNet;

namespace Tabular;

/// <summary>Whether a tumour is malignant or benign, by 30 measures from thousandths to thousands.</summary>
[Input(30), Standardize]
[Dense(16), Relu, Dropout(0.2)]
[Dense(2), Softmax]
public sealed partial class TumourNet;
