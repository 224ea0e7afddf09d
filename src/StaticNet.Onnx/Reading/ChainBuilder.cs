using StaticNet.Importing;

namespace StaticNet.Onnx.Reading;

/// <summary>
/// Layers as they are found. Scales and shifts wait until what stands beside them is known: after a product they become part of it, at the input a
/// scaler, elsewhere a Rescale or a BatchNorm.
/// </summary>
internal sealed class ChainBuilder
{
    private const double Epsilon = 1e-3;

    private readonly List<Draft> _drafts = [];

    /// <summary>Whether nothing but shapes and scalers has come so far.</summary>
    public bool IsAtInput => _drafts.TrueForAll(static draft => draft.Kind is "Flatten" or "Clip" or "Log" || draft.IsAffine);

    /// <summary>The kind of the last layer; null if there is none.</summary>
    public string? LastKind => _drafts.Count == 0 ? null : _drafts[^1].Kind;

    /// <summary>Adds a layer.</summary>
    public void Add(string kind, string name, (string Name, object Value)[] settings, params (string Name, Constant Values)[] tensors) =>
        _drafts.Add(new Draft(kind, name, settings, [.. tensors]));

    /// <summary>Adds <c>scale·x + shift</c>, each one number or one a column.</summary>
    public void AddAffine(string name, double[] scale, double[] shift)
    {
        if (_drafts.Count > 0 && _drafts[^1] is { IsAffine: true } before)
        {
            before.EndIn(name);
            // (x·s + t)·s' + t'
            before.Shift = Combine(Combine(before.Shift, scale, static (a, b) => a * b), shift, static (a, b) => a + b);
            before.Scale = Combine(before.Scale, scale, static (a, b) => a * b);
            return;
        }

        if (_drafts.Count > 0 && _drafts[^1].Kind == "Dense")
        {
            _drafts[^1].EndIn(name);
            Absorb(_drafts[^1], scale, shift);
            return;
        }

        _drafts.Add(new Draft("affine", name, [], []) { Scale = scale, Shift = shift });
    }

    /// <summary>Takes back a scalar shift without a scale that has come last, such as the 1 of <c>log(x + 1)</c>; 0 if there was none.</summary>
    public double TakeScalarShift()
    {
        if (_drafts.Count > 0 && _drafts[^1] is { IsAffine: true, Scale: [1], Shift: [var shift] })
        {
            _drafts.RemoveAt(_drafts.Count - 1);
            return shift;
        }

        return 0;
    }

    /// <summary>The layers.</summary>
    public ForeignLayer[] Finish()
    {
        bool isAtInput = true;
        var layers = new List<ForeignLayer>();
        foreach (Draft draft in _drafts)
        {
            layers.Add(draft.IsAffine ? Affine(draft, isAtInput) : Finished(draft));
            isAtInput &= draft.Kind is "Flatten" or "Clip" or "Log" || draft.IsAffine;
        }

        return [.. layers];
    }

    private static ForeignLayer Finished(Draft draft) => new(
        draft.Kind,
        draft.Name,
        draft.Settings.ToDictionary(static setting => setting.Name, static setting => setting.Value),
        [.. draft.Tensors.Select(static tensor => Tensor(tensor.Name, tensor.Values))]);

    private static ForeignTensor Tensor(string name, Constant values) =>
        new(name, values.Shape, Array.ConvertAll(values.Values, static value => (float)value)) { DataType = values.DataType };

    private static void Absorb(Draft dense, double[] scale, double[] shift)
    {
        Constant kernel = dense.Tensors[0].Values;
        int columns = kernel.Shape[1];
        if (scale is not [1])
        {
            var scaled = new double[kernel.Values.Length];
            for (int i = 0; i < scaled.Length; i++)
            {
                scaled[i] = kernel.Values[i] * scale[i % columns % scale.Length];
            }

            dense.Tensors[0] = ("kernel", kernel with { Values = scaled });
        }

        int bias = dense.Tensors.FindIndex(static tensor => tensor.Name == "bias");
        if (bias < 0 && shift is [0])
        {
            return;
        }

        double[] before = bias < 0 ? new double[columns] : dense.Tensors[bias].Values.Values;
        var after = new double[columns];
        for (int j = 0; j < columns; j++)
        {
            after[j] = (before[j] * scale[j % scale.Length]) + shift[j % shift.Length];
        }

        var values = ("bias", new Constant([columns], after, kernel.DataType));
        if (bias < 0)
        {
            dense.Tensors.Add(values);
        }
        else
        {
            dense.Tensors[bias] = values;
        }

        dense.Settings = [("units", columns), ("bias", true)];
    }

    private static ForeignLayer Affine(Draft draft, bool isAtInput)
    {
        (double[] scale, double[] shift) = (draft.Scale, draft.Shift);
        if (scale.Length == 1 && shift.Length == 1)
        {
            return Finished(new Draft("Rescale", draft.Name, [("scale", scale[0]), ("offset", shift[0])], []));
        }

        int columns = Math.Max(scale.Length, shift.Length);
        double[] scales = [.. Enumerable.Range(0, columns).Select(i => scale[i % scale.Length])];
        double[] shifts = [.. Enumerable.Range(0, columns).Select(i => shift[i % shift.Length])];
        Constant Vector(IEnumerable<double> values) => new([columns], [.. values], "float32");
        if (isAtInput && !scales.Contains(0))
        {
            double[] center = [.. shifts.Zip(scales, static (shift, scale) => -shift / scale)];
            double[] high = Array.ConvertAll(center, static value => (double)(float)value);
            return Finished(new Draft(
                "Standardize",
                draft.Name,
                [],
                [
                    ("center", Vector(high)),
                    ("center_low", Vector(center.Zip(high, static (value, high) => value - high))),
                    ("scale", Vector(scales)),
                ]));
        }

        // A BatchNorm whose statistics do nothing: γ·x/√(1 + ε) + β.
        return Finished(new Draft(
            "BatchNorm",
            draft.Name,
            [("epsilon", Epsilon)],
            [
                ("gamma", Vector(scales.Select(static value => value * Math.Sqrt(1 + (double)(float)Epsilon)))),
                ("beta", Vector(shifts)),
                ("moving_mean", Vector(new double[columns])),
                ("moving_variance", Vector(Enumerable.Repeat(1.0, columns))),
            ]));
    }

    private static double[] Combine(double[] a, double[] b, Func<double, double, double> operation) =>
        [.. Enumerable.Range(0, Math.Max(a.Length, b.Length)).Select(i => operation(a[i % a.Length], b[i % b.Length]))];

    private sealed class Draft(string kind, string name, (string Name, object Value)[] settings, List<(string Name, Constant Values)> tensors)
    {
        public string Kind { get; } = kind;

        public string Name { get; private set; } = name;

        public (string Name, object Value)[] Settings { get; set; } = settings;

        public List<(string Name, Constant Values)> Tensors { get; } = tensors;

        public double[] Scale { get; set; } = [];

        public double[] Shift { get; set; } = [];

        public bool IsAffine => Scale.Length > 0;

        /// <summary>Takes the name of its last node where the ones before are parts of that, as <c>dense1/product</c> is of <c>dense1</c>.</summary>
        public void EndIn(string last) => Name = Name.StartsWith(last + "/", StringComparison.Ordinal) ? last : Name;
    }
}
