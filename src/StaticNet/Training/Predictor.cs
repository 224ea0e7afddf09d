using System.ComponentModel;
using System.Runtime.CompilerServices;
using StaticNet.Kernels;

namespace StaticNet;

/// <summary>
/// A trained network that only predicts: BatchNorm and scalers folded, weights packed. Immutable and thread-safe; predicting allocates nothing.
/// Each network has its own sealed <c>Predictor</c>, whose methods are called without virtual dispatch.
/// </summary>
public abstract class Predictor
{
    private readonly List<ReducedDense> _reduced = [];
    private readonly IReadOnlyList<string> _classNames = [];

    /// <summary>Makes a predictor whose dense layers multiply by weights of the given precision.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such precision.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Predictor(Precision precision)
    {
        if (!Enum.IsDefined(precision))
        {
            throw new ArgumentOutOfRangeException(nameof(precision), precision, "Expected Single, BFloat16 or Int8.");
        }

        Precision = precision;
    }

    /// <summary>Makes a predictor of trained tensors.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such precision.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Predictor(TrainedTensors tensors, Precision precision)
        : this(precision)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        _classNames = tensors.ClassNames;
    }

    /// <summary>What the dense layers multiply by.</summary>
    public Precision Precision { get; }

    /// <summary>
    /// How far the predictor was from single precision on the calibration rows; null of <see cref="Precision.Single"/>, and where there were none.
    /// </summary>
    public QuantizationError? QuantizationError { get; private set; }

    /// <summary>The architecture the predictor was made from.</summary>
    public abstract NetworkLayout Layout { get; }

    /// <summary>Floats of scratch memory that <see cref="Predict(ReadOnlySpan{float}, Span{float}, Span{float})"/> asks for, whatever the batch.</summary>
    public abstract int WorkspaceLength { get; }

    /// <summary>
    /// Whether the input's means are subtracted while it is loaded. They fold into the first bias where that keeps every digit (max |mean|/deviation at
    /// most 16), and are subtracted in two parts elsewhere.
    /// </summary>
    public abstract bool SubtractsInputCenter { get; }

    /// <summary>Predicts a batch. A NaN in a sample is not reported: it goes through to that sample's results.</summary>
    /// <param name="input"><c>[batch, input]</c>, row-major, any number of samples.</param>
    /// <param name="output"><c>[batch, output]</c>, row-major, overwritten.</param>
    /// <exception cref="ArgumentException">A length is no multiple of a sample's, or the two disagree.</exception>
    public abstract void Predict(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>Predicts a batch in the caller's scratch memory.</summary>
    /// <param name="input"><c>[batch, input]</c>, row-major, any number of samples.</param>
    /// <param name="output"><c>[batch, output]</c>, row-major, overwritten.</param>
    /// <param name="workspace">At least <see cref="WorkspaceLength"/> floats, overwritten.</param>
    /// <exception cref="ArgumentException">A length is no multiple of a sample's, two disagree, or the workspace is too short.</exception>
    public abstract void Predict(ReadOnlySpan<float> input, Span<float> output, Span<float> workspace);

    /// <summary>
    /// The class of one sample: the position of the largest logit, or, with a single output, 1 where its logit is positive. Softmax is skipped. A NaN is not
    /// reported: the first logit that is NaN counts as the largest, and as not positive where it is the only one. Of a
    /// network with <see cref="ClassesAttribute{TEnum}"/> it is a member of the enum, and <see cref="ClassifyIndex"/> gives the number.
    /// </summary>
    /// <param name="input">One sample.</param>
    /// <exception cref="ArgumentException">The length is not a sample's.</exception>
    public int Classify(ReadOnlySpan<float> input) => ClassifyIndex(input);

    /// <summary>The class of one sample as a number, whatever it is called.</summary>
    /// <param name="input">One sample.</param>
    /// <exception cref="ArgumentException">The length is not a sample's.</exception>
    public virtual int ClassifyIndex(ReadOnlySpan<float> input)
    {
        int label = 0;
        Classify(input, new Span<int>(ref label));
        return label;
    }

    /// <summary>The classes of a batch.</summary>
    /// <param name="input"><c>[batch, input]</c>, row-major.</param>
    /// <param name="classes">One class a row of logits, overwritten.</param>
    /// <exception cref="ArgumentException">A length is no multiple of a sample's, or the two disagree.</exception>
    public abstract void Classify(ReadOnlySpan<float> input, Span<int> classes);

    /// <summary>
    /// Saves the predictor as a safetensors file for <see cref="PretrainedAttribute"/>, which then uses its weights where they lie in the assembly, where those of
    /// <see cref="NetworkFiles.Save"/> are folded, packed and so copied when a program first predicts. The file is written whole or not at all: one already
    /// there is replaced only once the new one is complete. The same predictor gives the same bytes. No network can be had back from it: what is to be
    /// loaded, trained further or exported is saved as a network.
    /// </summary>
    /// <param name="path">The file to write; its folder must exist.</param>
    /// <param name="options">What else the file is to hold; nothing if null.</param>
    /// <exception cref="InvalidOperationException"><see cref="Precision"/> is not <see cref="Precision.Single"/>.</exception>
    /// <exception cref="ArgumentException">The rows of the test vector are no whole samples, or what the predictor makes of them is not finite.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path, SaveOptions? options = null)
    {
        if (Precision != Precision.Single)
        {
            throw new InvalidOperationException($"Only a predictor of Precision.Single can be saved; this one is of Precision.{Precision}.");
        }

        IReadOnlyList<string> classNames = Embedded?.Invoke().ReadClasses() ?? _classNames;
        PackedFile.Write(path, this, PackedWeights.Span, classNames.Count > 0 ? classNames : Layout.ClassNames, options);
    }

    /// <summary>
    /// Predicts the test vector that was saved with the weights, and compares: whether this build, on this processor, computes what the network that was
    /// saved did. For predictors of weights that travel in the assembly, such as <c>DigitNet.Pretrained</c>; others have a file to be tested with.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The predictor was made from a network, or the weights were saved without a test vector.
    /// </exception>
    public SelfTestResult SelfTest()
    {
        EmbeddedTensors tensors = Embedded?.Invoke()
            ?? throw new InvalidOperationException(
                "This predictor was made from a network, not from weights in the assembly; test it with the file that the network was saved to.");
        return SelfTestVector.Read(tensors) is { } vector
            ? vector.Run(this)
            : throw new InvalidOperationException(
                $"'{tensors.File}' holds no test vector; save the network or its predictor with new SaveOptions {{ SelfTest = ... }}, rows to be predicted.");
    }

    /// <summary>All weights, folded and packed; without the kernels of Dense layers where those are not in single precision.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract Arena PackedWeights { get; }

    /// <summary>The weights in the assembly that the predictor was made from; null where it was made from a network.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Func<EmbeddedTensors>? Embedded { get; init; }

    /// <summary>The number of samples in a batch whose lengths agree.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static int BatchOf<TInput, TOutput>(ReadOnlySpan<TInput> input, Span<TOutput> output, int inputSize, int outputSize)
    {
        int batch = (int)((uint)input.Length / (uint)inputSize);
        if (input.Length != batch * inputSize || output.Length != batch * outputSize)
        {
            ThrowLengths(input.Length, output.Length, inputSize, outputSize);
        }

        return batch;
    }

    /// <summary>
    /// Packs a dense layer: in single precision into <paramref name="weights"/>, and there is no layer of its own; else into the layer returned.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ReducedDense? Pack(string name, FoldedDense dense, Arena weights, int kernel, int bias)
    {
        ArgumentNullException.ThrowIfNull(dense);
        if (Precision == Precision.Single)
        {
            dense.Pack(weights.Span, kernel, bias);
            return null;
        }

        ReducedDense reduced = dense.Reduce(name, Precision, Layout.Arithmetic);
        _reduced.Add(reduced);
        return reduced;
    }

    /// <summary>
    /// Runs the calibration rows through the network, which brings its dense layers to bytes where they are to be, and measures the error.
    /// </summary>
    internal void Calibrate(Predictor single, ReadOnlySpan<float> rows, string argument)
    {
        if (Precision == Precision.Int8)
        {
            Predict(rows, new float[rows.Length / Layout.InputSize * Layout.OutputSize]);
            foreach (ReducedDense dense in _reduced)
            {
                dense.Complete(argument);
            }
        }

        QuantizationError = QuantizationError.Measure(single, this, rows);
    }

    /// <summary>Checks the caller's scratch memory.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static void CheckWorkspace(Span<float> workspace, int length)
    {
        if (workspace.Length < length)
        {
            throw new ArgumentException($"The workspace must hold at least {length} floats; it holds {workspace.Length}.", nameof(workspace));
        }
    }

    /// <summary>No vector: what kernels take where there is none.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static ref float Absent => ref Unsafe.NullRef<float>();

    /// <summary>A place further on in scratch memory. Unchecked.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static ref float Shift(ref float scratch, nuint floats) => ref Unsafe.Add(ref scratch, floats);

    /// <summary>A panel of the matrix of so many <paramref name="rows"/> there. Unchecked.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static ref float Shift(ref float scratch, nuint floats, int panel, int rows) =>
        ref Unsafe.Add(ref scratch, floats + ((nuint)panel * Panel.Width * (nuint)rows));

    private static void ThrowLengths(int input, int output, int inputSize, int outputSize)
    {
        int batch = input / inputSize;
        throw input != batch * inputSize
            ? new ArgumentException($"A sample has {inputSize} values; {input} values are no whole number of samples.", nameof(input))
            : new ArgumentException(
                $"{Counted.Text(batch, "sample gives", "samples give")} {batch * outputSize} results ({outputSize} each); the span holds {output}.", nameof(output));
    }
}
