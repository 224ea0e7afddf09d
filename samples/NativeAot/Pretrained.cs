using StaticNet;

namespace Embedded;

[Pretrained("../Embedded/wide-digits.safetensors")]
public sealed partial class WideDigitNet;

[Pretrained("../Embedded/circle.safetensors")]
public sealed partial class CircleNet;
