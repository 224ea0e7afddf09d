namespace StaticNet;

/// <summary>
/// Puts trained weights into the assembly and gives the network a ready predictor, shared by all threads: <c>DigitNet.Pretrained</c>. The compiler checks
/// the file against the layers (errors SN0501 to SN0505). It stands on any part of the class, so that a project that trains and one that only predicts
/// share the declaration:
/// <code>
/// [Pretrained("digits.safetensors")] partial class DigitNet;
/// </code>
/// The project lists the file: <c>&lt;NetworkWeights Include="digits.safetensors" /&gt;</c>. It is that of a network, by <see cref="NetworkFiles.Save"/>, whose
/// weights are folded and packed at the first use, or of its predictor, by <see cref="Predictor.Save"/>, whose weights are used where they lie.
/// </summary>
/// <param name="file">The file, exactly as the project's <c>NetworkWeights</c> item names it.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class PretrainedAttribute(string file) : Attribute
{
    /// <summary>The file, as the project names it.</summary>
    public string File { get; } = file;
}
