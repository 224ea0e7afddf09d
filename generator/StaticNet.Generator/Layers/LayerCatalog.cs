using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>Every kind of layer by its attribute's name. A new layer is a file beside this one and a line here.</summary>
internal static class LayerCatalog
{
    private static readonly Dictionary<string, Func<Arguments, Layer>> _kinds = new()
    {
        ["Input"] = static arguments => new InputLayer(arguments),
        ["Dense"] = static arguments => new DenseLayer(arguments),
        ["BatchNorm"] = static arguments => new BatchNormLayer(arguments),
        ["LayerNorm"] = static arguments => new LayerNormLayer(arguments),
        ["RMSNorm"] = static arguments => new RMSNormLayer(arguments),
        ["GroupNorm"] = static arguments => new GroupNormLayer(arguments),
        ["Dropout"] = static arguments => new DropoutLayer(arguments),
        ["AlphaDropout"] = static arguments => new AlphaDropoutLayer(arguments),
        ["GaussianDropout"] = static arguments => new GaussianDropoutLayer(arguments),
        ["GaussianNoise"] = static arguments => new GaussianNoiseLayer(arguments),
        ["Add"] = static arguments => new AddLayer(arguments),
        ["Concat"] = static arguments => new ConcatLayer(arguments),
        ["Flatten"] = static _ => new FlattenLayer(),
        ["Rescale"] = static arguments => new RescaleLayer(arguments),
        ["Log"] = static arguments => new LogLayer(arguments),
        ["Clip"] = static arguments => new ClipLayer(arguments),
        ["Center"] = static arguments => new CenterLayer(arguments),
        ["Standardize"] = static arguments => new StandardizeLayer(arguments),
        ["MinMax"] = static arguments => new MinMaxLayer(arguments),
        ["MaxAbs"] = static arguments => new MaxAbsLayer(arguments),
        ["RobustScale"] = static arguments => new RobustScaleLayer(arguments),
        ["Whiten"] = static arguments => new WhitenLayer(arguments),
        ["Relu"] = static _ => new ReluLayer(),
        ["LeakyRelu"] = static arguments => new LeakyReluLayer(arguments),
        ["PRelu"] = static arguments => new PReluLayer(arguments),
        ["Relu6"] = static _ => new Relu6Layer(),
        ["Elu"] = static arguments => new EluLayer(arguments),
        ["Selu"] = static _ => new SeluLayer(),
        ["Gelu"] = static arguments => new GeluLayer(arguments),
        ["Silu"] = static _ => new SiluLayer(),
        ["Mish"] = static _ => new MishLayer(),
        ["Softplus"] = static _ => new SoftplusLayer(),
        ["Softsign"] = static _ => new SoftsignLayer(),
        ["Sigmoid"] = static _ => new SigmoidLayer(),
        ["HardSigmoid"] = static arguments => new HardSigmoidLayer(arguments),
        ["HardSwish"] = static _ => new HardSwishLayer(),
        ["Tanh"] = static _ => new TanhLayer(),
        ["Exponential"] = static _ => new ExponentialLayer(),
        ["Softmax"] = static _ => new SoftmaxLayer(Logarithm: false),
        ["LogSoftmax"] = static _ => new SoftmaxLayer(Logarithm: true),
    };

    public static IEnumerable<string> Kinds => _kinds.Keys;

    public static bool Contains(string kind) => _kinds.ContainsKey(kind);

    public static Layer Create(LayerDeclaration declaration, Reporter report) => _kinds[declaration.Kind](new Arguments(declaration, report));
}
