namespace StaticNet.Onnx.Export;

/// <summary>Writes activations, as one operator where operator set 17 has it.</summary>
internal static class ActivationWriter
{
    /// <summary>Writes the layer and returns its value; null if it is no activation.</summary>
    public static string? Write(Network network, GraphBuilder graph, PlacedLayer layer, string x)
    {
        string name = layer.Name;
        string One(string op, params Schema.Attribute[] attributes) => graph.Add(op, name, layer.OutputShape, [x], attributes);
        string Part(string op, string part, params string[] inputs) => graph.Add(op, $"{name}/{part}", layer.OutputShape, inputs);
        string Last(string op, params string[] inputs) => graph.Add(op, name, layer.OutputShape, inputs);
        string Number(string part, double value) => graph.Scalar($"{name}.{part}", value);
        switch (layer.Attribute)
        {
            case ReluAttribute:
                return One("Relu");
            case Relu6Attribute:
                return Last("Clip", x, Number("min", 0), Number("max", 6));
            case LeakyReluAttribute leaky:
                return One("LeakyRelu", GraphBuilder.Number("alpha", leaky.NegativeSlope));
            case PReluAttribute:
                float[] slopes = network.Parameters[name + ".slope"].ToArray();
                return Last("PRelu", x, graph.Constant(name + ".slope", slopes, slopes.Length));
            case EluAttribute elu:
                return One("Elu", GraphBuilder.Number("alpha", elu.Alpha));
            case SeluAttribute:
                return One("Selu");
            case GeluAttribute { Form: GeluForm.Exact }:
                string error = Part("Erf", "erf", Part("Mul", "scaled", x, Number("root_half", Math.Sqrt(0.5))));
                string share = Part("Add", "share", error, Number("one", 1));
                return Last("Mul", Part("Mul", "product", x, share), Number("half", 0.5));
            case GeluAttribute:
                string cube = Part("Mul", "cube", Part("Mul", "square", x, x), x);
                string sum = Part("Add", "sum", x, Part("Mul", "cubic", cube, Number("cubic", 0.044715)));
                string tanh = Part("Tanh", "tanh", Part("Mul", "scaled", sum, Number("scale", Math.Sqrt(2 / Math.PI))));
                return Last("Mul", Part("Mul", "product", x, Part("Add", "share", tanh, Number("one", 1))), Number("half", 0.5));
            case SiluAttribute:
                return Last("Mul", x, Part("Sigmoid", "sigmoid", x));
            case MishAttribute:
                return Last("Mul", x, Part("Tanh", "tanh", Part("Softplus", "softplus", x)));
            case HardSwishAttribute:
                return One("HardSwish");
            case HardSigmoidAttribute hard:
                return One(
                    "HardSigmoid",
                    GraphBuilder.Number("alpha", hard.Form == HardSigmoidForm.Sixth ? 1 / 6.0 : 0.2),
                    GraphBuilder.Number("beta", 0.5));
            case SigmoidAttribute:
                return One("Sigmoid");
            case TanhAttribute:
                return One("Tanh");
            case SoftplusAttribute:
                return One("Softplus");
            case SoftsignAttribute:
                return One("Softsign");
            case ExponentialAttribute:
                return One("Exp");
            case SoftmaxAttribute:
                return One("Softmax", GraphBuilder.Integer("axis", -1));
            case LogSoftmaxAttribute:
                return One("LogSoftmax", GraphBuilder.Integer("axis", -1));
            default:
                return null;
        }
    }
}
