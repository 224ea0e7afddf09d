using StaticNet;

namespace Embedded;

[Pretrained("../Embedded/digits.safetensors")]
public sealed partial class DigitNet;
