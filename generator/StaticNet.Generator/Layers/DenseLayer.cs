using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Emission;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary><c>y = x·W + b</c> on the last axis.</summary>
internal sealed record DenseLayer(int Units, bool Bias, InitializerChoice Kernel, InitializerChoice BiasInitializer) : Layer
{
    public DenseLayer(Arguments arguments)
        : this(
            arguments.Integer("units", 0),
            arguments.Flag("bias", true),
            InitializerChoice.Read(arguments, "Kernel", "Kernel", Initializer.GlorotUniform),
            InitializerChoice.Read(arguments, "BiasInitializer", "Bias", Initializer.Zeros))
    {
        if (BiasInitializer.Kind is not (Initializer.Zeros or Initializer.Ones or Initializer.Constant or Initializer.Uniform or Initializer.Normal))
        {
            arguments.Report.OutOfRange(
                "BiasInitializer", $"Initializer.{BiasInitializer.Kind}", "Zeros, Ones, Constant, Uniform or Normal, since a bias has no fan-in");
        }

        if (!Bias && arguments.Has("BiasInitializer"))
        {
            arguments.Report.Add(Rules.ArgumentWithoutEffect, "BiasInitializer has no effect with bias: false; remove one of the two");
        }
    }

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
        yield return Tensor.Matrix("kernel", "Kernel", input.Columns, Units, Kernel.Kind.ToString(), Kernel.First, Kernel.Second);
        if (Bias)
        {
            yield return Tensor.Vector("bias", "Bias", Units, BiasInitializer.Kind.ToString(), BiasInitializer.First, BiasInitializer.Second);
        }
    }

    public override long MultiplyAdds(Shape input) => (long)input.Size * Units;

    public override void Forward(LayerCode code)
    {
        string inputs = Text.Invariant(code.Node.Input.Columns);
        string activation = code.Activation is null ? "" : $", {code.Activation.Function}";
        code.Line(
            $"SN::DenseProduct.Forward(SN::MatrixView.Panels(in {code.WholeX}, rows, {inputs}), in {code.ParameterPanel("kernel", inputs)}, "
            + $"in {(Bias ? code.Parameter("bias") : "Absent")}, ref {code.Y}, rows, {inputs}, width{activation});");
    }

    public override void Backward(LayerCode code)
    {
        string inputs = Text.Invariant(code.Node.Input.Columns);
        code.Line(
            $"gradients.Kernel(SN::MatrixView.Panels(in {code.WholeX}, rows, {inputs}), in {code.DY}, "
            + $"{code.ParameterOffset("kernel", inputs)}, rows, {inputs}, width, columns);");
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
                + $"ref {code.InputGradientPanel(panel)}, rows, {units}, {width});");
    }
}
