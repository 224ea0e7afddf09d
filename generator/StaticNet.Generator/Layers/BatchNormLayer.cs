using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Emission;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>Batch normalisation (Ioffe &amp; Szegedy, ICML 2015), with an activation after it fused into the same passes.</summary>
/// <param name="AxisArgument">The axis as written: Keras's count, 0 for the batch, negative from the end.</param>
/// <param name="Momentum">Of the moving averages.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Center">Whether there is a β.</param>
/// <param name="Scale">Whether there is a γ.</param>
/// <param name="Cumulative">Whether the moving average is the plain mean over all batches.</param>
/// <param name="Unbiased">Whether the running variance is that of divisor n − 1.</param>
/// <param name="Frozen">Whether the moving statistics are used, and kept, in training too.</param>
/// <param name="Trainable">Whether training moves γ and β; if not, the moving statistics are frozen as well.</param>
/// <param name="VirtualBatch">Samples that share statistics; 0 for the whole batch.</param>
/// <param name="Renormalization">The bounds of batch renormalisation; null without it.</param>
/// <param name="Gamma">What is said of γ.</param>
/// <param name="Beta">What is said of β.</param>
/// <param name="MovingMean">How the moving mean begins.</param>
/// <param name="MovingVariance">How the moving variance begins.</param>
/// <param name="Activation">The activation right after, once fused.</param>
internal sealed record BatchNormLayer(
    int AxisArgument,
    double Momentum,
    double Epsilon,
    bool Center,
    bool Scale,
    bool Cumulative,
    bool Unbiased,
    bool Frozen,
    bool Trainable,
    int VirtualBatch,
    Renormalization? Renormalization,
    VectorChoice Gamma,
    VectorChoice Beta,
    InitializerChoice MovingMean,
    InitializerChoice MovingVariance,
    ActivationLayer? Activation = null) : Layer, IAffineLayer
{
    /// <summary>Vectors of scratch, as the kernel for rows says.</summary>
    private const int ScratchVectors = 10;

    public BatchNormLayer(Arguments arguments)
        : this(
            arguments.Integer("axis", -1),
            arguments.Number("momentum", 0.99, static momentum => momentum is >= 0 and <= 1, "in [0, 1]"),
            arguments.Number("epsilon", 1e-3, static epsilon => (float)epsilon > 0, "more than 0"),
            arguments.Flag("center", true),
            arguments.Flag("scale", true),
            arguments.Choice("Average", MovingAverage.Exponential) == MovingAverage.Cumulative,
            arguments.Choice("RunningVariance", RunningVariance.Biased) == RunningVariance.Unbiased,
            arguments.Flag("FrozenStatistics", false) || !arguments.Flag("Trainable", true),
            arguments.Flag("Trainable", true),
            arguments.Integer("VirtualBatch", 0),
            Layers.Renormalization.Read(arguments),
            VectorChoice.Read(arguments, "Gamma", Initializer.Ones),
            VectorChoice.Read(arguments, "Beta", Initializer.Zeros),
            InitializerChoice.Read(arguments, "MovingMean", "MovingMean", Initializer.Zeros),
            InitializerChoice.Read(arguments, "MovingVariance", "MovingVariance", Initializer.Ones, least: 0, largest: 1))
    {
        MovingMean.CheckVector(arguments, "MovingMean", "a moving mean");
        CheckVariance(arguments);
        if (!Scale)
        {
            arguments.ReportUnused([.. VectorChoice.All("Gamma")], "with scale: false; there is no γ");
        }

        if (!Center)
        {
            arguments.ReportUnused([.. VectorChoice.All("Beta")], "with center: false; there is no β");
        }

        if (VirtualBatch < 0)
        {
            arguments.Report.OutOfRange("VirtualBatch", Text.Invariant(VirtualBatch), "1 or more, or 0 for the whole batch");
        }

        if (VirtualBatch > 0 && Renormalization is not null)
        {
            arguments.Report.OutOfRange(
                "VirtualBatch", Text.Invariant(VirtualBatch), "left out with Renormalize = true, which takes the statistics of the whole batch");
        }

        if (Frozen)
        {
            arguments.ReportUnused(
                ["VirtualBatch", "Renormalize"],
                $"with {(Trainable ? "FrozenStatistics = true" : "Trainable = false")}; training does not take the statistics of batches");
        }

        if (!Trainable)
        {
            arguments.ReportUnused(
                [.. Scale ? VectorChoice.OfTraining("Gamma") : [], .. Center ? VectorChoice.OfTraining("Beta") : []],
                "with Trainable = false; nothing moves");
        }
    }

    public override string Kind => "BatchNorm";

    public override string Title => Activation is null ? Kind : $"{Kind} with {Activation.Title}";

    public override string Formula =>
        (Scale, Center) switch
        {
            (true, true) => "y = γ·x̂ + β, ",
            (true, false) => "y = γ·x̂, ",
            (false, true) => "y = x̂ + β, ",
            (false, false) => "y = x̂, ",
        }
        + $"x̂ = (x − mean)/√(variance + {Text.Invariant(Epsilon)})" + Variation + (Activation is null ? "" : $"; then {Activation.Formula}");

    public override string Signature =>
        $"BatchNorm {Text.Invariant(AxisArgument)} {Text.Single(Epsilon)}{(Center ? " beta" : "")}{(Scale ? " gamma" : "")}";

    public override bool IsPanelwise => AxisArgument == -1;

    public override bool ReadsOutput => Activation is { ReadsOutput: true };

    public override Shape? Infer(Shape input, Reporter report)
    {
        int axis = Axis(input);
        if (axis >= 0 && axis < input.Rank)
        {
            if (VirtualBatch == 1 && !Frozen && ValuesPerSample(input) == 1)
            {
                report.OutOfRange("VirtualBatch", "1", "2 or more, since a channel has a single value a sample here, and one value has no variance");
            }

            return input;
        }

        report.Add(
            Rules.ImpossibleShape,
            $"axis is {Text.Invariant(AxisArgument)}; a sample of shape {input} has "
            + (input.Rank == 1 ? "axis 1, or -1 from the end" : $"axes 1 to {Text.Invariant(input.Rank)}, or -1 to -{Text.Invariant(input.Rank)} from the end")
            + " (0 is the batch)");
        return null;
    }

    public override Layer Settle(Shape input)
    {
        int axis = Axis(input);
        return this with { AxisArgument = axis == input.Rank - 1 ? -1 : axis + 1 };
    }

    public bool HasCenter => true;

    public int Axis(Shape input) => AxisArgument < 0 ? input.Rank + AxisArgument : AxisArgument - 1;

    public int Channels(Shape input) => input.Dimensions[Axis(input)];

    /// <summary>Values a channel that a sample contributes.</summary>
    public int ValuesPerSample(Shape input) => input.Size / Channels(input);

    public override IEnumerable<Tensor> Parameters(Shape input)
    {
        if (Scale)
        {
            yield return Gamma.Tensor("gamma", "Gamma", Channels(input)) with { IsTrained = Trainable };
        }

        if (Center)
        {
            yield return Beta.Tensor("beta", "Beta", Channels(input)) with { IsTrained = Trainable };
        }
    }

    public override IEnumerable<Tensor> Statistics(Shape input)
    {
        yield return Statistic("moving_mean", MovingMean);
        yield return Statistic("moving_variance", MovingVariance);
        if (Cumulative)
        {
            yield return Tensor.Vector("batches", "Statistic", 1, "Zeros");
        }

        Tensor Statistic(string suffix, InitializerChoice initializer) =>
            Tensor.Vector(suffix, "Statistic", Channels(input), initializer.Kind.ToString(), initializer.First, initializer.Second);
    }

    public override IEnumerable<(string Suffix, int Length)> Saved(Shape input)
    {
        int channels = Channels(input);
        if (!Frozen)
        {
            yield return ("batch_mean", channels);
            if (VirtualBatch == 0)
            {
                yield return ("batch_mean_low", channels);
            }

            yield return ("batch_variance", channels);
        }

        yield return ("inverse_deviation", channels);
        if (VirtualBatch > 0 && !IsPanelwise)
        {
            yield return ("scratch", checked(ScratchVectors * channels));
        }

        if (Renormalization is not null)
        {
            yield return ("r", channels);
            yield return ("d", channels);
            yield return ("scale", channels);
            yield return ("shift", channels);
            yield return ("scale_gradient", channels);
            yield return ("shift_gradient", channels);
        }
    }

    public string Transform(string tensors, string name, Shape input) =>
        $"global::StaticNet.FoldableTransform.BatchNorm({tensors}, {Text.Literal(name)}, {Text.Single(Epsilon)})";

    public FoldableTransform Transform(TrainedTensors tensors, string name, Shape input) =>
        FoldableTransform.BatchNorm(tensors, name, (float)Epsilon);

    public override void BeforePanels(LayerCode code)
    {
        if (Cumulative && !Frozen)
        {
            using (code.Braces($"if (!{IsFrozen(code)})"))
            {
                code.Line($"{code.WholeStatistic("batches")}++;");
            }
        }
    }

    public override void Forward(LayerCode code)
    {
        if (Frozen)
        {
            Predict(code);
            return;
        }

        if (VirtualBatch > 0)
        {
            ForwardByParts(code);
            return;
        }

        string moments = $"ref {code.Saved("batch_mean")}, ref {code.Saved("batch_mean_low")}, "
            + $"ref {code.Saved("batch_variance")}, ref {code.Saved("inverse_deviation")}{code.Arithmetic}";
        if (Renormalization is null)
        {
            code.Line(
                $"{Kernels}.TrainingStatistics({IsFrozen(code)}, in {code.X}, {Sizes(code)}{PanelColumns}, {Text.Single(Epsilon)}, "
                + $"{MomentumOf(code)}, {VarianceFactor(code)}, ref {code.Statistic("moving_mean")}, ref {code.Statistic("moving_variance")}, {moments});");
        }
        else
        {
            using (code.Braces($"if ({IsFrozen(code)})"))
            {
                TakeMoving(code, code.Saved("batch_mean_low"));
            }

            using (code.Braces("else"))
            {
                code.Line($"{Kernels}.Statistics(in {code.X}, {Sizes(code)}, {Text.Single(Epsilon)}, {moments});");
            }

            // Of moving statistics in place of a batch's, r is 1 and d is 0.
            code.Line(
                $"SN::BatchRenormalization.Corrections(in {code.Saved("batch_mean")}, in {code.Saved("batch_mean_low")}, "
                + $"in {code.Saved("batch_variance")}, in {code.Statistic("moving_mean")}, in {code.Statistic("moving_variance")}, "
                + $"{Text.Single(Epsilon)}, {Text.Single(Renormalization.RMax)}, {Text.Single(Renormalization.DMax)}, in {GammaOf(code)}, "
                + $"in {BetaOf(code)}, ref {code.Saved("r")}, ref {code.Saved("d")}, ref {code.Saved("scale")}, ref {code.Saved("shift")}, "
                + $"{Channels(code)});");
            using (code.Braces($"if (!{IsFrozen(code)})"))
            {
                MoveAverages(code);
            }
        }

        Normalize(code, code.Saved("batch_mean"), code.Saved("batch_mean_low"), TrainingScale(code), TrainingShift(code));
    }

    public override void Predict(LayerCode code)
    {
        if (!Frozen && code.KeepsMoments)
        {
            // Where backward looks for a batch's, lest it have to know of which pass the gradient is.
            string meanLow = VirtualBatch > 0 ? "Absent" : code.Saved("batch_mean_low");
            TakeMoving(code, meanLow);
            Normalize(code, code.Saved("batch_mean"), meanLow, GammaOf(code), BetaOf(code));
            return;
        }

        code.Line(
            $"SN::BatchNormalization.InverseDeviation(in {code.Statistic("moving_variance")}, {Text.Single(Epsilon)}, "
            + $"ref {code.Saved("inverse_deviation")}, {VectorLength(code)});");
        Normalize(code, code.Statistic("moving_mean"), "Absent", GammaOf(code), BetaOf(code));
    }

    public override void Backward(LayerCode code)
    {
        if (Frozen)
        {
            BackwardAcross(code, code.Statistic("moving_mean"), "Absent", "true");
        }
        else if (VirtualBatch == 0 && Renormalization is null)
        {
            BackwardAcross(code, code.Saved("batch_mean"), code.Saved("batch_mean_low"), IsFrozen(code));
        }
        else
        {
            using (code.Braces($"if ({IsFrozen(code)})"))
            {
                BackwardAcross(code, code.Saved("batch_mean"), "Absent", "true");
            }

            using (code.Braces("else"))
            {
                if (VirtualBatch > 0)
                {
                    BackwardByParts(code);
                }
                else
                {
                    BackwardCorrected(code);
                }
            }
        }
    }

    /// <summary>Backward by one mean and deviation a channel, constants where frozen.</summary>
    private void BackwardAcross(LayerCode code, string mean, string meanLow, string frozen) => code.Line(
        $"{Kernels}.Backward({Function}, in {code.X}, in {code.Y}, ref {code.DY}, {Sizes(code)}{PanelColumns}, "
        + $"in {mean}, in {meanLow}, in {code.Saved("inverse_deviation")}, in {GammaOf(code)}, in {BetaOf(code)}, "
        + $"ref {GammaGradient(code)}, ref {BetaGradient(code)}, frozen: {frozen}{code.Arithmetic});");

    private void BackwardByParts(LayerCode code) => code.Line(
        $"{VirtualKernels}.Backward({Function}, in {code.X}, in {code.Y}, ref {code.DY}, {Sizes(code)}{PanelColumns}, {Parts(code)}, "
        + $"{Text.Single(Epsilon)}, {Scratch(code)}in {GammaOf(code)}, in {BetaOf(code)}, ref {GammaGradient(code)}, "
        + $"ref {BetaGradient(code)}{code.Arithmetic});");

    private void BackwardCorrected(LayerCode code)
    {
        string scaleGradient = Scale ? code.Saved("scale_gradient") : GammaGradient(code);
        string shiftGradient = Scale && !Center ? code.Saved("shift_gradient") : BetaGradient(code);
        code.Line(
            $"{Kernels}.Backward({Function}, in {code.X}, in {code.Y}, ref {code.DY}, {Sizes(code)}{PanelColumns}, "
            + $"in {code.Saved("batch_mean")}, in {code.Saved("batch_mean_low")}, in {code.Saved("inverse_deviation")}, in {TrainingScale(code)}, "
            + $"in {TrainingShift(code)}, ref {scaleGradient}, ref {shiftGradient}, frozen: false{code.Arithmetic});");
        if (Scale)
        {
            code.Line(
                $"SN::BatchRenormalization.Gradient(in {scaleGradient}, in {shiftGradient}, in {code.Saved("r")}, in {code.Saved("d")}, "
                + $"ref {GammaGradient(code)}, {Channels(code)});");
        }
    }

    private string PanelColumns => IsPanelwise ? ", columns" : "";

    private string GammaGradient(LayerCode code) => Scale && Trainable ? code.Gradient("gamma") : "Absent";

    private string BetaGradient(LayerCode code) => Center && Trainable ? code.Gradient("beta") : "Absent";

    private void ForwardByParts(LayerCode code)
    {
        using (code.Braces($"if ({IsFrozen(code)})"))
        {
            TakeMoving(code, "Absent");
            Normalize(code, code.Saved("batch_mean"), "Absent", GammaOf(code), BetaOf(code));
        }

        using (code.Braces("else"))
        {
            string unbiased = Unbiased ? "true" : "false";
            code.Line(
                $"{VirtualKernels}.Forward({Function}, in {code.X}, ref {code.Y}, {Sizes(code)}, {Parts(code)}, {Text.Single(Epsilon)}, "
                + $"unbiased: {unbiased}, ref {code.Saved("batch_mean")}, ref {code.Saved("batch_variance")}, {Scratch(code)}"
                + $"in {GammaOf(code)}, in {BetaOf(code)}{code.Arithmetic});");
            MoveAverages(code);
        }
    }

    /// <summary>Puts the moving statistics where those of the batch would be.</summary>
    private void TakeMoving(LayerCode code, string meanLow) => code.Line(
        $"SN::BatchNormalization.TakeMoving(in {code.Statistic("moving_mean")}, in {code.Statistic("moving_variance")}, {Text.Single(Epsilon)}, "
        + $"ref {code.Saved("batch_mean")}, ref {meanLow}, ref {code.Saved("batch_variance")}, ref {code.Saved("inverse_deviation")}, "
        + $"{VectorLength(code)});");

    /// <summary>Whether the layer was frozen, as the running network knows.</summary>
    private static string IsFrozen(LayerCode code) =>
        $"IsFrozen({Text.Invariant(code.NumberAmong(static layer => layer is BatchNormLayer { Frozen: false }))})";

    /// <summary>What training does otherwise than plain batch normalisation, for a comment.</summary>
    private string Variation =>
        VirtualBatch > 0 ? $" by parts of {Text.Invariant(VirtualBatch)} samples"
        : Renormalization is not null ? "·r + d in training"
        : "";

    private string VirtualKernels => IsPanelwise ? "SN::VirtualBatchNormalization" : "SN::VirtualRowBatchNormalization";

    private string Kernels => IsPanelwise ? "SN::BatchNormalization" : "SN::RowBatchNormalization";

    private string Function => Activation?.Function ?? "new SN::Identity()";

    private string GammaOf(LayerCode code) => Scale ? code.Parameter("gamma") : "Absent";

    private string BetaOf(LayerCode code) => Center ? code.Parameter("beta") : "Absent";

    private string Sizes(LayerCode code)
    {
        if (IsPanelwise)
        {
            return "rows, width";
        }

        Shape input = code.Node.Input;
        return $"rows, {code.Columns}, {Text.Invariant(Channels(input))}, {Text.Invariant(input.RowStride(Axis(input)))}";
    }

    /// <summary>Channels at hand, without padding: batch statistics of padding may be anything, and moving ones stay as they are.</summary>
    private string Channels(LayerCode code) => IsPanelwise ? "columns" : Text.Invariant(Channels(code.Node.Input));

    private string VectorLength(LayerCode code) => IsPanelwise ? "width" : Text.Invariant(Panels.Padded(Channels(code.Node.Input)));

    private string Parts(LayerCode code)
    {
        string avoidSingle = ValuesPerSample(code.Node.Input) == 1 ? "true" : "false";
        return $"new SN::VirtualBatches(batch, {Text.Invariant(VirtualBatch)}, avoidSingle: {avoidSingle})";
    }

    private string Scratch(LayerCode code) => IsPanelwise ? "" : $"ref {code.Saved("scratch")}, ";

    /// <summary>What stands in for γ in training.</summary>
    private string TrainingScale(LayerCode code) => Renormalization is null ? GammaOf(code) : code.Saved("scale");

    /// <summary>What stands in for β in training.</summary>
    private string TrainingShift(LayerCode code) => Renormalization is null ? BetaOf(code) : code.Saved("shift");

    private void Normalize(LayerCode code, string mean, string meanLow, string scale, string shift) =>
        code.Line(
            $"{Kernels}.Normalize({Function}, in {code.X}, ref {code.Y}, {Sizes(code)}, in {mean}, in {meanLow}, "
            + $"in {code.Saved("inverse_deviation")}, in {scale}, in {shift}{code.Arithmetic});");

    private void MoveAverages(LayerCode code)
    {
        Move("mean", "1f");
        Move("variance", VarianceFactor(code));

        void Move(string statistic, string factor) => code.Line(
            $"SN::BatchNormalization.UpdateMoving(ref {code.Statistic("moving_" + statistic)}, in {code.Saved("batch_" + statistic)}, "
            + $"{MomentumOf(code)}, {factor}, {Channels(code)});");
    }

    private string MomentumOf(LayerCode code) =>
        Cumulative ? $"1f - (1f / {code.WholeStatistic("batches")})" : Text.Single(Momentum);

    private string VarianceFactor(LayerCode code) =>
        Unbiased && VirtualBatch == 0
            ? $"SN::BatchNormalization.UnbiasedFactor(batch * {Text.Invariant(ValuesPerSample(code.Node.Input))})"
            : "1f";

    /// <summary>A variance is not negative, nor may it begin so.</summary>
    private void CheckVariance(Arguments arguments)
    {
        const string Property = "MovingVariance";
        if (MovingVariance.Kind is not (Initializer.Zeros or Initializer.Ones or Initializer.Constant or Initializer.Uniform))
        {
            arguments.Report.OutOfRange(
                Property, $"Initializer.{MovingVariance.Kind}", "Zeros, Ones, Constant or Uniform, since a variance has no fan-in and is not negative");
        }
        else if (MovingVariance.First < 0)
        {
            string number = Property + (MovingVariance.Kind == Initializer.Constant ? "Value" : "Min");
            arguments.Report.OutOfRange(number, Text.Invariant(MovingVariance.First), "0 or more, since it is a variance");
        }
    }

    private enum MovingAverage
    {
        Exponential,
        Cumulative,
    }

    private enum RunningVariance
    {
        Biased,
        Unbiased,
    }
}
