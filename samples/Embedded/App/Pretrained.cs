using StaticNet;

namespace Embedded;

[Pretrained("../digits.safetensors")]
public sealed partial class DigitNet;

[Pretrained("../circle.safetensors")]
public sealed partial class CircleNet;
