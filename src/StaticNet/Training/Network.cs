using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StaticNet.Kernels;

namespace StaticNet;

/// <summary>
/// A network being trained: parameters, statistics and gradients. Generated classes derive from it and supply the passes.
/// <see cref="Forward"/> trains (batch statistics, dropout) and <c>Predict</c> of the predictor predicts: two methods, two types, no mode to forget.
/// </summary>
/// <remarks>An instance is not thread-safe; predictors made by <see cref="ToPredictor()"/> are.</remarks>
public abstract partial class Network
{
    private Arena _workspace;
    private int _forwardBatch;

    /// <summary>Draws the parameters.</summary>
    /// <param name="layout">The architecture.</param>
    /// <param name="seed">Decides initialisation, shuffling and dropout.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Network(NetworkLayout layout, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(layout);
        Layout = layout;
        ClassNames = layout.ClassNames;
        Seed = seed;
        ParameterArena = new Arena(layout.Parameters.Sum(static tensor => tensor.Length));
        GradientArena = new Arena(ParameterArena.Length);
        StatisticArena = new Arena(layout.Statistics.Sum(static tensor => tensor.Length));
        Parameters = new ParameterCollection(ParameterArena, layout.Parameters);
        Gradients = new ParameterCollection(GradientArena, layout.Parameters);
        Statistics = new ParameterCollection(StatisticArena, layout.Statistics);
        KeptGradients = new KeptGradients(GradientArena);
        _workspace = new Arena(layout.Workspace);
        ParameterInitializer.Draw(layout.Parameters, ParameterArena, seed);
        ParameterInitializer.Draw(layout.Statistics, StatisticArena, seed);
    }

    /// <summary>The architecture.</summary>
    public NetworkLayout Layout { get; }

    /// <summary>
    /// What the outputs of a classifier stand for, in their order: the members of <see cref="ClassesAttribute{TEnum}"/>; without it, the names of the data that
    /// <see cref="Fit"/> trained on (<see cref="DataSet.ClassNames"/>) or of the file that was loaded. Empty where nobody named them.
    /// </summary>
    public IReadOnlyList<string> ClassNames { get; internal set; }

    /// <summary>Decides initialisation, shuffling and dropout.</summary>
    public ulong Seed { get; }

    /// <summary>Trained tensors, in network order.</summary>
    public ParameterCollection Parameters { get; }

    /// <summary>Gradients of the trained tensors, overwritten by every <see cref="Backward(ReadOnlySpan{float})"/>.</summary>
    public ParameterCollection Gradients { get; }

    /// <summary>Moving averages and fitted normalisers, in network order.</summary>
    public ParameterCollection Statistics { get; }

    /// <summary>Samples a training batch may have before memory is allocated again.</summary>
    public int Capacity { get; private set; }

    internal Arena ParameterArena { get; }

    internal Arena GradientArena { get; }

    internal Arena StatisticArena { get; }

    /// <summary>Takes gradients of kernels to the arena of gradients.</summary>
    internal GradientSink KeptGradients { get; }

    /// <summary>Memory of training passes, replaced when <see cref="Reserve"/> has to grow it.</summary>
    internal Arena WorkspaceArena => _workspace;

    /// <summary>
    /// Whether layers of noise keep what they have drawn instead of drawing anew: for passes without noise, and for tests that bring their own.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal bool KeepsNoise { get; internal set; }

    /// <summary>Training steps begun: what dropout's draws are counted by.</summary>
    internal ulong Step { get; set; }

    /// <summary>Allocates training memory for batches of up to <paramref name="batch"/> samples, so that no later step has to.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batch"/> is not positive.</exception>
    public void Reserve(int batch)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        if (batch > Capacity)
        {
            _workspace = new Arena(checked(Layout.Workspace + (Layout.WorkspacePerSample * batch)));
            Capacity = batch;
            _forwardBatch = 0;
        }
    }

    /// <summary>
    /// Draws all kernels anew from the network's seed, by one initialiser in place of those they are declared with. Biases, γ, β and
    /// statistics stay as they are; what an optimizer remembers of the old weights is forgotten.
    /// </summary>
    /// <param name="initializer">Such as <c>new(Initializer.Uniform, -5, 5)</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such initialiser.</exception>
    public void DrawKernels(InitializerLayout initializer)
    {
        if (!Enum.IsDefined(initializer.Kind))
        {
            throw new ArgumentOutOfRangeException(nameof(initializer), initializer.Kind, "Expected one of the initialisers.");
        }

        foreach (TensorLayout tensor in Layout.Parameters.Where(static tensor => tensor.Role == TensorRole.Kernel))
        {
            ParameterInitializer.Draw(tensor, initializer, ParameterArena, Seed);
        }

        ForgetOptimizer();
    }

    /// <summary>
    /// The pass that trains: statistics of the batch, dropout drawn anew, moving averages updated. Keeps what
    /// <see cref="Backward(ReadOnlySpan{float})"/> needs, the input included.
    /// </summary>
    /// <param name="input"><c>[batch, input]</c>, row-major.</param>
    /// <param name="output"><c>[batch, output]</c>, row-major, overwritten.</param>
    /// <exception cref="ArgumentException">A length is no multiple of a sample's, or the two disagree.</exception>
    /// <exception cref="InvalidOperationException">BatchNorm would see a single value a channel.</exception>
    public void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        int batch = BatchOf(input, output);
        ForwardPass(input, batch);
        ReadOutput(output, batch);
    }

    /// <summary>
    /// Gradients of the parameters for the batch of the last <see cref="Forward"/>; what <see cref="Gradients"/> held is overwritten.
    /// </summary>
    /// <param name="outputGradient">Gradient with respect to the output of <see cref="Forward"/>, <c>[batch, output]</c>, row-major.</param>
    /// <exception cref="ArgumentException">The length does not fit the last batch.</exception>
    /// <exception cref="InvalidOperationException">There was no <see cref="Forward"/> before.</exception>
    public void Backward(ReadOnlySpan<float> outputGradient)
    {
        CheckBackward(outputGradient);
        LoadOutputGradient(outputGradient, _forwardBatch);
        BackwardPass(_forwardBatch, inputGradient: false);
        _forwardBatch = 0;
    }

    /// <summary><see cref="Backward(ReadOnlySpan{float})"/>, and the gradient with respect to the input.</summary>
    /// <param name="outputGradient">Gradient with respect to the output of <see cref="Forward"/>, <c>[batch, output]</c>, row-major.</param>
    /// <param name="inputGradient"><c>[batch, input]</c>, row-major, overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit the last batch.</exception>
    /// <exception cref="InvalidOperationException">There was no <see cref="Forward"/> before.</exception>
    public void Backward(ReadOnlySpan<float> outputGradient, Span<float> inputGradient)
    {
        CheckBackward(outputGradient);
        if (inputGradient.Length != _forwardBatch * Layout.InputSize)
        {
            throw new ArgumentException(
                $"The input gradient of {_forwardBatch} samples holds {_forwardBatch * Layout.InputSize} values; the span holds {inputGradient.Length}.",
                nameof(inputGradient));
        }

        LoadOutputGradient(outputGradient, _forwardBatch);
        BackwardPass(_forwardBatch, inputGradient: true);
        ReadInputGradient(inputGradient, _forwardBatch);
        _forwardBatch = 0;
    }

    /// <summary>
    /// Prediction without folding: every layer on its own, with moving statistics. What validation inside <c>Fit</c> uses and what folding is
    /// tested against; applications use <see cref="ToPredictor()"/>.
    /// </summary>
    /// <param name="input"><c>[batch, input]</c>, row-major.</param>
    /// <param name="output"><c>[batch, output]</c>, row-major, overwritten.</param>
    /// <exception cref="ArgumentException">A length is no multiple of a sample's, or the two disagree.</exception>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public void PredictUnfolded(ReadOnlySpan<float> input, Span<float> output)
    {
        int batch = BatchOf(input, output);
        InferencePass(input, batch);
        ReadOutput(output, batch);
    }

    /// <summary>An immutable, thread-safe predictor of the network as it is now: BatchNorm and scalers folded, weights packed.</summary>
    public abstract Predictor ToPredictor();

    /// <summary>
    /// An immutable, thread-safe predictor of the network as it is now whose dense layers multiply by weights of another precision: faster where one
    /// row at a time is predicted, since reading the weights is what that takes. <see cref="Predictor.QuantizationError"/> says what it costs in
    /// accuracy.
    /// </summary>
    /// <param name="precision">What the dense layers multiply by; everything else stays in single precision.</param>
    /// <param name="calibration">
    /// Data like those to be predicted, of which at most 1,024 rows are read, evenly spread; labels and targets do not matter. If null, the data
    /// of the last <see cref="Fit"/>. <see cref="Precision.Int8"/> cannot do without; <see cref="Precision.BFloat16"/> then knows no error;
    /// <see cref="Precision.Single"/> reads none.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The data do not fit the network, or there are none; a feature, or what a layer makes of it, is NaN or infinite.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such precision.</exception>
    /// <exception cref="InvalidOperationException">
    /// <see cref="Precision.Int8"/> was asked for without data, and the network was not trained by this instance's <see cref="Fit"/>.
    /// </exception>
    public abstract Predictor ToPredictor(Precision precision, DataSet? calibration = null);

    /// <summary>Training-mode pass up to the values the loss takes.</summary>
    internal void ForwardPass(ReadOnlySpan<float> input, int batch)
    {
        BeginTrainingPass(batch);
        TrainingPass(new InputRows(input, Layout.InputSize), default, batch);
        _forwardBatch = batch;
    }

    /// <summary>All gradients, kept, from the gradient of the values the loss takes.</summary>
    internal void BackwardPass(int batch, bool inputGradient)
    {
        TransposePass(default, inputGradient);
        BackwardPass(KeptGradients, default, batch, inputGradient);
    }

    /// <summary>The mean loss of the pass before, all samples weighing the same.</summary>
    internal double LossPass(ReadOnlySpan<int> labels, ReadOnlySpan<float> targets, int batch, bool gradient) =>
        LossPass(labels, targets, default, batch, gradient);

    /// <summary>What every training pass begins with, once for all workers.</summary>
    internal void BeginTrainingPass(int batch)
    {
        CheckBatchNorm(batch);
        Reserve(batch);
        Step++;
        _forwardBatch = 0;
    }

    /// <summary>Prediction-mode pass, nothing folded, up to the values the loss takes.</summary>
    internal void InferencePass(ReadOnlySpan<float> input, int batch)
    {
        BeginInferencePass(batch);
        PredictionPass(new InputRows(input, Layout.InputSize), default, batch);
    }

    /// <summary>What every prediction pass begins with, once for all workers.</summary>
    internal void BeginInferencePass(int batch)
    {
        Reserve(batch);
        _forwardBatch = 0;
    }

    /// <summary>
    /// Gives a layer of noise what it would draw, <c>[batch, ...]</c> row-major, and lets it keep that: zeros and ones for the masks of Dropout
    /// and AlphaDropout, factors for GaussianDropout, terms for GaussianNoise.
    /// </summary>
    internal void SetNoise(string name, ReadOnlySpan<float> values, int batch)
    {
        Reserve(batch);
        KeepsNoise = true;
        NoiseLayout layer = Layout.Noises.Single(candidate => candidate.Name == name);
        ref float noise = ref Activation((nuint)layer.Offset);
        PanelLayout.FromRowMajor(in values[0], ref noise, batch * layer.Positions, layer.Columns);
        ParameterUpdate.Scale(ref noise, batch * layer.Positions * Panel.PaddedColumns(layer.Columns), layer.Scale);
    }

    /// <summary>Lets the next pass of <paramref name="batch"/> samples go without noise, and keeps it so until told otherwise.</summary>
    internal void MuteNoise(int batch)
    {
        KeepsNoise = true;
        foreach (NoiseLayout layer in Layout.Noises)
        {
            int count = batch * layer.Positions * Panel.PaddedColumns(layer.Columns);
            MemoryMarshal.CreateSpan(ref Activation((nuint)layer.Offset), count).Fill(layer.Neutral);
        }
    }

    /// <summary>
    /// Overwrites all training memory but parameters, gradients and statistics: for tests that nothing is read before it is written.
    /// </summary>
    internal void FillWorkspace(float value)
    {
        _workspace.Span.Fill(value);
        _forwardBatch = 0;
    }

    /// <summary>The parameters and statistics as they are now: what predictors are folded from.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TrainedTensors TrainedTensors => new NetworkTensors(this);

    /// <summary>The layers in training mode, from the samples to the values the loss takes, which all workers may read afterwards.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract void TrainingPass(in InputRows input, Worker worker, int batch);

    /// <summary>The layers in prediction mode, likewise.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract void PredictionPass(in InputRows input, Worker worker, int batch);

    /// <summary>
    /// Copies, transposed, the kernels that <see cref="BackwardPass(GradientSink, Worker, int, bool)"/> takes a gradient through. All workers
    /// meet before that one, which may change the kernels.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract void TransposePass(Worker worker, bool inputGradient);

    /// <summary>
    /// All gradients, from the gradient of the values the loss takes: those of kernels to <paramref name="gradients"/>, the others to their
    /// arena. Other workers may read them when all have met.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract void BackwardPass(GradientSink gradients, Worker worker, int batch, bool inputGradient);

    /// <summary>
    /// The mean loss of the pass before, and its gradient if asked. Exactly one of <paramref name="labels"/> and <paramref name="targets"/> is
    /// given. The losses of samples, or of their rows of outputs, are multiplied by <paramref name="weights"/> where there are any, and
    /// divided by their number all the same.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract double LossPass(
        ReadOnlySpan<int> labels, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, int batch, bool gradient);

    /// <summary>The network's output after the pass before, row-major.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract void ReadOutput(Span<float> output, int batch);

    /// <summary>The most likely class of each row of logits after the pass before.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract void ReadClasses(Span<int> classes, int batch);

    /// <summary>Takes the gradient with respect to the network's output back to the values the loss takes.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract void LoadOutputGradient(ReadOnlySpan<float> outputGradient, int batch);

    /// <summary>The gradient with respect to the input after the backward pass, row-major.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract void ReadInputGradient(Span<float> inputGradient, int batch);

    /// <summary>A parameter in the arena.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float Parameter(nuint offset) => ref ParameterArena.At(offset);

    /// <summary>One panel of such a vector.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float Parameter(nuint offset, int panel) => ref ParameterArena.At(offset, panel);

    /// <summary>One panel of such a matrix of so many <paramref name="rows"/>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float Parameter(nuint offset, int panel, int rows) => ref ParameterArena.At(offset, panel, rows);

    /// <summary>The gradient of a parameter in the arena.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float Gradient(nuint offset) => ref GradientArena.At(offset);

    /// <summary>One panel of such a vector.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float Gradient(nuint offset, int panel) => ref GradientArena.At(offset, panel);

    /// <summary>A statistic in the arena.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float Statistic(nuint offset) => ref StatisticArena.At(offset);

    /// <summary>One panel of such a vector.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float Statistic(nuint offset, int panel) => ref StatisticArena.At(offset, panel);

    /// <summary>A value of the training workspace that does not depend on the batch, such as a batch mean.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float Saved(nuint offset) => ref _workspace.At(offset);

    /// <summary>One panel of such a vector.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float Saved(nuint offset, int panel) => ref _workspace.At(offset, panel);

    /// <summary>One panel of such a matrix of so many <paramref name="rows"/>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float Saved(nuint offset, int panel, int rows) => ref _workspace.At(offset, panel, rows);

    /// <summary>A buffer of the training workspace that follows <paramref name="floatsPerSample"/> floats a sample of other buffers.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected internal ref float Activation(nuint floatsPerSample) =>
        ref _workspace.At((nuint)Layout.Workspace + (floatsPerSample * (nuint)Capacity));

    /// <summary>One panel of such a buffer.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected internal ref float Activation(nuint floatsPerSample, int panel, int rows) =>
        ref Unsafe.Add(ref Activation(floatsPerSample), (nuint)panel * Panel.Width * (nuint)rows);

    /// <summary>No vector: what kernels take where a layer has no bias, γ or β.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static ref float Absent => ref Unsafe.NullRef<float>();

    /// <summary>The stream of random numbers that a layer of noise draws from in the step at hand.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ulong NoiseStream(int layer) => (Step << 16) + (ulong)layer;

    private void CheckBatchNorm(int batch)
    {
        if (batch * BatchNormValuesPerSample == 1)
        {
            throw new InvalidOperationException(
                $"{Layout.Name} holds a BatchNorm, and a batch of one sample has no variance. Train on batches of two or more, or predict with ToPredictor().");
        }
    }

    private int BatchOf(ReadOnlySpan<float> input, Span<float> output)
    {
        int batch = input.Length / Layout.InputSize;
        if (batch == 0 || input.Length != batch * Layout.InputSize)
        {
            throw new ArgumentException(
                $"{Layout.Name} takes samples of {Layout.InputSize} values; {input.Length} values are no whole number of samples, one or more.", nameof(input));
        }

        if (output.Length != batch * Layout.OutputSize)
        {
            throw new ArgumentException(
                $"{Counted.Text(batch, "sample gives", "samples give")} {batch * Layout.OutputSize} output values ({Layout.OutputSize} each); "
                + $"the span holds {output.Length}.",
                nameof(output));
        }

        return batch;
    }

    private void CheckBackward(ReadOnlySpan<float> outputGradient)
    {
        if (_forwardBatch == 0)
        {
            throw new InvalidOperationException("Backward needs the Forward of the same batch right before it.");
        }

        if (outputGradient.Length != _forwardBatch * Layout.OutputSize)
        {
            throw new ArgumentException(
                $"The output gradient of {_forwardBatch} samples holds {_forwardBatch * Layout.OutputSize} values; the span holds {outputGradient.Length}.",
                nameof(outputGradient));
        }
    }
}
