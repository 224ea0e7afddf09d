using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Emission;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary><c>y = x·W + b</c> on the last axis.</summary>
internal sealed record DenseLayer(int Units, bool Bias, InitializerChoice Kernel, InitializerChoice BiasInitializer) : Layer, IProductLayer
{
    public DenseLayer(Arguments arguments)
        : this(
            arguments.Integer("units", 0),
            arguments.Flag("bias", true),
            InitializerChoice.Read(arguments, "Kernel", "Kernel", Initializer.GlorotUniform),
            InitializerChoice.Read(arguments, "BiasInitializer", "Bias", Initializer.Zeros))
    {
        BiasInitializer.CheckVector(arguments, "BiasInitializer", "a bias");
        KernelL1 = arguments.Number("KernelL1", 0, static strength => strength >= 0, "0 or more");
        KernelL2 = arguments.Number("KernelL2", 0, static strength => strength >= 0, "0 or more");
        KernelConstraint = ConstraintChoice.Read(arguments, "Kernel");
        if (!Bias && arguments.Has("BiasInitializer"))
        {
            arguments.Report.Add(
                Rules.ArgumentWithoutEffect,
                "BiasInitializer has no effect with bias: false; remove one of the two",
                new Fact(Fact.Argument, "BiasInitializer"));
        }
    }

    /// <summary>λ of a penalty λ·Σ|w| of the kernel.</summary>
    public double KernelL1 { get; }

    /// <summary>λ of a penalty λ·Σw² of the kernel.</summary>
    public double KernelL2 { get; }

    /// <summary>What each unit's weights are brought back to after each step.</summary>
    public ConstraintChoice? KernelConstraint { get; }

    /// <summary>Whether the layer reads a sparse input.</summary>
    public bool SkipsZeros { get; init; }

    public override string Kind => "Dense";

    public override string Title => $"Dense {Text.Invariant(Units)}";

    public override string Formula => Bias ? "y = x·W + b" : "y = x·W";

    public override bool GradientInPlace => false;

    public override string Signature => $"Dense {Text.Invariant(Units)} {(Bias ? "bias" : "")}";

    public override Shape? Infer(Shape input, Reporter report)
    {
        if (Units > 0)
        {
            return input.WithColumns(Units);
        }

        report.OutOfRange("units", Text.Invariant(Units), "1 or more");
        return null;
    }

    public override IEnumerable<Tensor> Parameters(Shape input)
    {
        yield return Tensor.Matrix("kernel", "Kernel", input.Columns, Units, Kernel.Kind.ToString(), Kernel.First, Kernel.Second) with
        {
            L1 = KernelL1,
            L2 = KernelL2,
            Constraint = KernelConstraint?.Tensor ?? TensorConstraint.None,
        };
        if (Bias)
        {
            yield return Tensor.Vector("bias", "Bias", Units, BiasInitializer.Kind.ToString(), BiasInitializer.First, BiasInitializer.Second);
        }
    }

    public override IEnumerable<(string Suffix, int Length)> Saved(Shape input) => SkipsZeros ? [("column_ends", input.Columns)] : [];

    public override int SavedPerSample(Shape input) => SkipsZeros
        ? Model.Panels.Padded(checked(
            (input.Positions * (SparseLists.FloatsByRow(input.Columns) + SparseLists.FloatsByColumn(input.Columns))) + SparseLists.Slack))
        : 0;

    public override string SavedPerSampleName => "NonZeros";

    public override bool ListsNonZeros => SkipsZeros;

    public string Product(string tensors, string name)
    {
        string bias = Bias ? $"{tensors}[{Text.Literal(name + ".bias")}]" : "null";
        return $"new({tensors}[{Text.Literal(name + ".kernel")}], {bias})";
    }

    public FoldedDense Product(TrainedTensors tensors, string name) =>
        new(tensors[name + ".kernel"], Bias ? tensors[name + ".bias"] : null);

    public override long MultiplyAdds(Shape input) => (long)input.Size * Units;

    public override void ListNonZeros(LayerCode code)
    {
        code.Line($"SN::SparseRows nonZeros = {RowLists(code)};");
        code.Line($"nonZeros.Fill({Panels(code)});");
        code.Line("if (byColumn)");
        code.Line("{");
        code.Line($"    new SN::SparseColumns(ref {code.WholeSaved("column_ends")}, nonZeros).Fill(nonZeros);");
        code.Line("}");
    }

    public override void Forward(LayerCode code)
    {
        string inputs = Text.Invariant(code.Node.Input.Columns);
        string x = SkipsZeros ? $"{Panels(code)}.With({RowLists(code)})" : Panels(code);
        string activation = code.Activation is null ? "" : $", {code.Activation.Function}";
        code.Line(
            $"SN::DenseProduct.Forward({x}, in {code.ParameterPanel("kernel", inputs)}, "
            + $"in {(Bias ? code.Parameter("bias") : "Absent")}, ref {code.Y}, rows, {inputs}, width{activation}{code.Arithmetic});");
    }

    public override void Backward(LayerCode code)
    {
        string inputs = Text.Invariant(code.Node.Input.Columns);
        string x = SkipsZeros
            ? $"{Panels(code)}.With(new SN::SparseColumns(ref {code.WholeSaved("column_ends")}, {RowLists(code)}))"
            : Panels(code);
        code.Line(
            $"gradients.Kernel({x}, in {code.DY}, {code.ParameterOffset("kernel", inputs)}, rows, {inputs}, width, columns{code.Arithmetic});");
        if (Bias)
        {
            code.Line($"SN::ColumnSums.Sum(in {code.DY}, ref {code.Gradient("bias")}, rows, width, columns);");
        }
    }

    public override void Transpose(LayerCode code)
    {
        int inputs = code.Node.Input.Columns;
        string units = Text.Invariant(Units);
        code.EachPanel(
            inputs,
            (panel, _) =>
                $"SN::DenseProduct.TransposePanel(in {code.WholeParameter("kernel")}, ref {code.TransposedPanel(panel, units)}, "
                + $"{Text.Invariant(inputs)}, {units}, {panel});");
    }

    public override void InputGradient(LayerCode code)
    {
        int inputs = code.Node.Input.Columns;
        string units = Text.Invariant(Units);
        code.Line($"SN::MatrixView outputGradient = SN::MatrixView.Panels(in {code.DY}, rows, {units});");
        code.EachPanel(
            inputs,
            (panel, width) =>
                $"SN::DenseProduct.Forward(outputGradient, in {code.TransposedPanel(panel, units)}, in Absent, "
                + $"ref {code.InputGradientPanel(panel)}, rows, {units}, {width}{code.Arithmetic});{code.InputGradientSum(panel, width)}");
    }

    private static string Panels(LayerCode code) =>
        $"SN::MatrixView.Panels(in {code.WholeX}, rows, {Text.Invariant(code.Node.Input.Columns)})";

    private static string RowLists(LayerCode code) =>
        $"new SN::SparseRows(ref {code.SavedPerSample}, rows, {Text.Invariant(code.Node.Input.Columns)})";
}
