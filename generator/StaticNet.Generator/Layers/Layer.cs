using StaticNet.Generator.Emission;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>
/// A kind of layer: its arguments, its shape rule, what it stores, what it costs, and the kernel calls that make it run. Everything the
/// compiler knows of a kind stands in its one file; passes and emission ask only what is declared here.
/// </summary>
internal abstract record Layer
{
    /// <summary>The attribute's name, such as <c>BatchNorm</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Kind and main argument, such as <c>Dense 256</c>.</summary>
    public virtual string Title => Kind;

    /// <summary>What the layer computes, for a comment in the generated code.</summary>
    public abstract string Formula { get; }

    /// <summary>
    /// Whether the layer works on one panel of columns at a time, so that it can run while the panel is in cache. Otherwise its code sees all
    /// panels at once.
    /// </summary>
    public virtual bool IsPanelwise => true;

    /// <summary>
    /// Whether workers share out the samples of a layer that sees all panels at once, since it treats each sample on its own; otherwise the
    /// first worker does all.
    /// </summary>
    public virtual bool SharesSamples => false;

    /// <summary>Whether backward reads the layer's input: its buffer must then survive until then.</summary>
    public virtual bool ReadsInput => true;

    /// <summary>Whether backward reads the layer's output.</summary>
    public virtual bool ReadsOutput => false;

    /// <summary>Whether the forward pass may overwrite its input where nobody else reads that.</summary>
    public virtual bool MayOverwriteInput => false;

    /// <summary>Whether backward turns the output's gradient into the input's in the same memory.</summary>
    public virtual bool GradientInPlace => true;

    /// <summary>The output's shape, or null after a report.</summary>
    public virtual Shape? Infer(Shape input, Reporter report) => input;

    /// <summary>
    /// The layer with its arguments settled by the shape it takes, which <see cref="Infer"/> has accepted: two layers that do the same are equal.
    /// </summary>
    public virtual Layer Settle(Shape input) => this;

    /// <summary>Tensors that can be trained.</summary>
    public virtual IEnumerable<Tensor> Parameters(Shape input) => [];

    /// <summary>Whether optimizers move any of them.</summary>
    public bool IsTrained(Shape input) => Parameters(input).Any(static tensor => tensor.IsTrained);

    /// <summary>Tensors gathered from data.</summary>
    public virtual IEnumerable<Tensor> Statistics(Shape input) => [];

    /// <summary>Vectors that forward leaves for backward, by name and length.</summary>
    public virtual IEnumerable<(string Suffix, int Length)> Saved(Shape input) => [];

    /// <summary>Floats a sample that forward leaves for backward, beside input and output.</summary>
    public virtual int SavedPerSample(Shape input) => 0;

    /// <summary>What those floats are called.</summary>
    public virtual string SavedPerSampleName => "Mask";

    /// <summary>Whether the layer lists the values of its input that are not zero before the forward pass.</summary>
    public virtual bool ListsNonZeros => false;

    /// <summary>Multiply-adds a sample in matrix products, which is what predicting costs.</summary>
    public virtual long MultiplyAdds(Shape input) => 0;

    /// <summary>Everything about the layer that changes what it predicts, for the architecture's hash.</summary>
    public virtual string Signature => Title;

    /// <summary>Prints the lists of a layer that has any; <c>byColumn</c> is in scope, and true where backward follows.</summary>
    public virtual void ListNonZeros(LayerCode code)
    {
    }

    /// <summary>Prints the training-mode pass.</summary>
    public abstract void Forward(LayerCode code);

    /// <summary>Prints the prediction-mode pass of the unfolded network and, where the layer is not folded away, of the predictor.</summary>
    public virtual void Predict(LayerCode code) => Forward(code);

    /// <summary>Prints the gradients: of parameters, and of the input where the layer works in place.</summary>
    public abstract void Backward(LayerCode code);

    /// <summary>Prints what the first worker does before anyone's first panel in training; nothing by default.</summary>
    public virtual void BeforePanels(LayerCode code)
    {
    }

    /// <summary>Prints what the first worker does backward after everyone's last panel; nothing by default.</summary>
    public virtual void AfterGradientPanels(LayerCode code)
    {
    }

    /// <summary>Prints a transposed copy of what <see cref="InputGradient"/> needs transposed; nothing by default.</summary>
    public virtual void Transpose(LayerCode code)
    {
    }

    /// <summary>Prints the input's gradient of a layer that does not work in place; all panels at once.</summary>
    public virtual void InputGradient(LayerCode code) =>
        throw new InvalidOperationException($"{Kind} computes its input's gradient in place.");
}
