namespace StaticNet.Generator.Tests.Robustness;

/// <summary>Draws attribute lists: networks that make sense, and such networks spoiled in one or more places.</summary>
internal sealed class NetworkMutation(Random random)
{
    private static readonly string[] _inputs = ["Input(4)", "Input(1)", "Input(33)", "Input(2, 3)", "Input(4, 1)", "Input(40, Sparse = true)", "Input(3, 8, Sparse = true)", "Input(3, 2, 5)", "Input(2, 2, 1, 17)", "Input(5, Bytes = true)", "Input<System.Numerics.Vector3>"];

    /// <summary>Inputs whose rows are none.</summary>
    private static readonly string[] _rows =
        ["Input<System.Guid>", "Input<int>", "Input<string>", "Input<Missing>", "Input<System.DayOfWeek>", "Input<(float, float)>", "Input<System.Collections.Generic.List<>>"];

    private static readonly string[] _normalizers =
        ["Standardize", "MinMax", "MinMax(-1, 1)", "Center", "MaxAbs", "RobustScale", "Whiten", "Log", "Clip(0, 1)", "Rescale(1 / 255.0)", "Rescale(2, offset: -1)", "BatchNorm", "Dropout(0.1)", "GaussianNoise(0.1)", "Flatten", "Relu"];

    private static readonly string[] _layers =
    [
        "Dense(1)", "Dense(3)", "Dense(16, bias: false)", "Dense(33, Kernel = Initializer.HeNormal)", "Dense(64, BiasInitializer = Initializer.Ones)",
        "BatchNorm", "BatchNorm(axis: 1)", "BatchNorm(axis: -2)", "BatchNorm(center: false)", "BatchNorm(Average = MovingAverage.Cumulative)",
        "BatchNorm(scale: false, FrozenStatistics = true)", "BatchNorm(RunningVariance = RunningVariance.Unbiased)",
        "LayerNorm", "LayerNorm(1e-5, center: false)", "RMSNorm", "GroupNorm(1)", "GroupNorm(3)", "GroupNorm(-1)",
        "BatchNorm(VirtualBatch = 8)", "BatchNorm(axis: 1, VirtualBatch = 8)", "BatchNorm(Renormalize = true, DMax = 1)", "BatchNorm(Trainable = false)",
        "BatchNorm(Beta = Initializer.Normal, BetaL2 = 0.1, GammaConstraint = Constraint.MinMaxNorm, GammaMinNorm = 0.5)",
        "Relu", "LeakyRelu(0.3)", "PRelu", "PRelu(shared: true)", "Relu6", "Elu(0.5)", "Selu", "Gelu", "Gelu(GeluForm.Tanh)", "Silu", "Mish", "Softplus",
        "Softsign", "Sigmoid", "HardSigmoid", "HardSigmoid(HardSigmoidForm.Fifth)", "HardSwish", "Tanh", "Exponential",
        "Dropout(0.5)", "AlphaDropout(0.5)", "GaussianDropout(0.5)", "GaussianNoise(0.1)", "Flatten", "Rescale(0.5)",
    ];

    private static readonly string[] _merges = ["Add(\"a\")", "Concat(\"a\")", "Concat(\"b\", \"a\")", "Add(\"input\")", "Concat(\"dense1\", \"a\")"];

    private static readonly string[] _heads = ["Softmax", "LogSoftmax", "Sigmoid", "Dense(2)", "Relu", "Dropout(0.2)", "Flatten"];

    private static readonly string[] _losses =
    [
        "Loss(LossKind.CrossEntropy)", "Loss(LossKind.ClippedCrossEntropy)", "Loss(LossKind.BinaryCrossEntropy, LabelSmoothing = 0.1)", "Loss(LossKind.MeanSquaredError)",
        "Loss(LossKind.MeanAbsoluteError)", "Loss(LossKind.Huber, Delta = 2)", "Budget(MaxParameters = 1000)", "Classes<System.ConsoleKey>",
        "Classes<System.DayOfWeek>", "Classes<Initializer>", "Classes<int>", "Classes<Missing>", "Classes<System.Collections.Generic.List<int>>",
    ];

    /// <summary>Values that C# takes for the attribute, most of which the layer cannot.</summary>
    private static readonly Dictionary<string, string[]> _fitting = new()
    {
        ["Input"] = ["", "0", "-1", "1", "int.MaxValue", "40000, 40000", "new[] { 1, 2 }", "new int[0]", "null!", "1, 1, 1, 1, 1, 1"],
        ["Dense"] = ["0", "-1", "1", "int.MaxValue", "int.MinValue", "'x'", "3, true", "3, Name = \"rows\"", "3, KernelMin = 1", "3, BiasValue = double.NaN"],
        ["Add"] = ["", "null!", "\"\"", "\"a\", \"a\"", "\"add1\"", "\"input\", \"dense1\", \"dense2\"", "3", "new[] { \"input\" }, From = \"input\""],
        ["Concat"] = ["", "null!", "\"input\"", "\"dense1\", null!", "\"concat1\"", "new string[0]"],
        ["BatchNorm"] = ["0", "1", "-1", "5", "int.MinValue", "epsilon: 0", "epsilon: double.NaN", "momentum: 2", "Average = (MovingAverage)5", "VirtualBatch = 1", "Renormalize = true, VirtualBatch = 2", "GammaL1 = -1", "scale: false, GammaL1 = 1"],
        ["LayerNorm"] = ["0", "-1", "double.NaN", "1e-60", "1, false"],
        ["RMSNorm"] = ["0", "1e39", "1, false"],
        ["GroupNorm"] = ["0", "-1", "-2", "2", "int.MaxValue", "int.MinValue", "1, epsilon: 0"],
        ["LeakyRelu"] = ["0", "-1", "double.NaN", "1e39", "1e-60", "-0.0"],
        ["Elu"] = ["0", "-1", "double.PositiveInfinity", "1e-60", "1f"],
        ["Gelu"] = ["(GeluForm)9", "default", "0"],
        ["HardSigmoid"] = ["(HardSigmoidForm)(-1)", "default"],
        ["PRelu"] = ["true", "Slope = double.NaN", "Slope = -3"],
        ["Dropout"] = ["0", "1", "-0.1", "0.999999999999", "double.NaN", "1e-60"],
        ["AlphaDropout"] = ["0", "1", "-0.1", "0.999999999999", "double.NaN", "1e-60"],
        ["GaussianDropout"] = ["0", "1", "-0.1", "0.999999999999", "double.NaN", "1e-60"],
        ["GaussianNoise"] = ["0", "-1", "1e39", "double.NaN", "1e-60"],
        ["Rescale"] = ["0", "1e-60", "1, double.NaN", "-1e30, 1e30"],
        ["MinMax"] = ["1, 0", "0, 1e-60", "-1e30, 1e30", "double.NaN"],
        ["Standardize"] = ["false", "Columns = [0, 2]", "Columns = []", "Columns = [-1]", "FirstColumn = 3", "LastColumn = int.MinValue"],
        ["RobustScale"] = ["0, 100", "75, 25", "10, 90, false", "FirstColumn = 1, LastColumn = 1"],
        ["Whiten"] = ["(Whitening)7", "Whitening.Zca, 1e-5", "Whitening.Pca, -1", "Components = 2", "Components = 1000, Columns = [1]"],
        ["Budget"] = ["", "MaxParameters = -1", "MaxBytes = 1", "MaxBytes = 1e9", "MaxParameters = int.MaxValue"],
        ["Loss"] = ["(LossKind)9", "LossKind.Huber, Delta = 0", "LossKind.Huber, LabelSmoothing = 0.1", "LossKind.CrossEntropy, LabelSmoothing = 1"],
    };

    /// <summary>Values of every type, and none.</summary>
    private static readonly string[] _values =
    [
        "99999999999", "1L", "1m", "2.5", "true", "null", "\"x\"", "typeof(int)", "(Initializer)99", "Missing", "Net.InputSize", "nameof(Net)",
        "checked(int.MaxValue + 1)", "1 / 0", "Initializer.Uniform",
    ];

    private static readonly string[] _properties =
        ["Name", "From", "layers:", "Kernel", "KernelMin", "KernelMax", "BiasInitializer", "BiasValue", "Average", "Slope", "Delta", "LabelSmoothing", "units:", "rate:", "deviation:", "VirtualBatch", "Trainable", "GammaL1", "BetaConstraint", "MovingVariance"];

    private static readonly string[] _names =
        ["\"a\"", "\"a b\"", "\"\"", "\"__a\"", "\"1\"", "\"dense1\"", "\"Dense1\"", "\"dense_1\"", "\"input\"", "\"rows\"", "\"\\n\""];

    private static readonly string[] _fragments = ["(", ")", "[", "]", ",", "\"", " ", "x", "0", "-", "@", "\\u0041", "//", "\n#if X\n"];

    /// <summary>A list of attributes, spoiled in <paramref name="mutations"/> places.</summary>
    public string Next(int mutations)
    {
        List<string> attributes = [Pick(_inputs)];
        Add(attributes, _normalizers, random.Next(3));
        Add(attributes, _layers, random.Next(1, 8));
        if (random.Next(4) == 0)
        {
            string[] branch = random.Next(2) == 0 ? ["Gelu"] : ["Gelu(Name = \"b\")", "Dense(3, From = \"a\")", "Concat(\"b\")"];
            attributes.AddRange(["Tanh(Name = \"a\")", .. branch, branch.Length == 1 ? Pick(_merges[..2]) : "Concat(\"a\")"]);
        }

        Add(attributes, _heads, random.Next(2));
        Add(attributes, _losses, random.Next(4) == 0 ? 1 : 0);
        for (int i = 0; i < mutations; i++)
        {
            Mutate(attributes);
        }

        return string.Concat(attributes.Select(static attribute => $"[{attribute}]\n"));
    }

    private void Add(List<string> attributes, string[] kinds, int count)
    {
        for (int i = 0; i < count; i++)
        {
            attributes.Add(Pick(kinds));
        }
    }

    private void Mutate(List<string> attributes)
    {
        int at = random.Next(attributes.Count);
        string attribute = attributes[at];
        switch (random.Next(12))
        {
            case 0 or 1 or 2:
                string kind = attribute.Split('(')[0];
                attributes[at] = $"{kind}({Pick(_fitting.GetValueOrDefault(kind, ["Name = \"\""]))})";
                break;
            case 3 or 4:
                attributes[at] = WithArgument(attribute, $"{(random.Next(2) == 0 ? "Name" : "From")} = {Pick(_names)}");
                break;
            case 5:
                attributes.RemoveAt(at);
                attributes.Add(attribute);
                break;
            case 6:
                attributes.Insert(random.Next(attributes.Count), attribute);
                break;
            case 7 when attributes.Count > 1:
                attributes.RemoveAt(at);
                break;
            case 8:
                attributes.Insert(at, Pick([.. _inputs, .. _rows, .. _normalizers, .. _layers, .. _merges, .. _heads, .. _losses]));
                break;
            case 9:
                string name = Pick(_properties);
                attributes[at] = WithArgument(attribute, $"{name}{(name.EndsWith(':') ? " " : " = ")}{Pick(_values)}");
                break;
            case 10:
                attributes[at] = attribute.Remove(random.Next(attribute.Length), 1);
                break;
            default:
                attributes[at] = attribute.Insert(random.Next(attribute.Length), Pick(_fragments));
                break;
        }
    }

    private static string WithArgument(string attribute, string argument)
    {
        int end = attribute.LastIndexOf(')');
        return end < 0 ? $"{attribute}({argument})" : attribute[end - 1] == '(' ? attribute.Insert(end, argument) : attribute.Insert(end, $", {argument}");
    }

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];
}
