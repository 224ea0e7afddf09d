using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>Reads <c>[Pretrained]</c>. Whether the file fits is judged apart, by <see cref="WeightCheck"/>: the network is sound without it.</summary>
internal static class PretrainedInference
{
    private const string File = "file";

    public static PretrainedChoice? Run(NetworkDeclaration declaration, Reporter report)
    {
        if (Setting.Find(declaration, SettingCatalog.Pretrained, report) is not { } setting)
        {
            return null;
        }

        string file = setting.Arguments.Word(File) ?? "";
        if (file.Length == 0)
        {
            report.OutOfRange(File, "empty", "the name of a file of weights, as the project's NetworkWeights item has it");
            return null;
        }

        return new PretrainedChoice(setting.Attribute, file.Replace('\\', '/'));
    }

    /// <summary>Whether the network is to have a predictor of its own, sound or not.</summary>
    public static bool IsDeclared(NetworkDeclaration declaration) =>
        declaration.Attributes.Any(static attribute => attribute.Kind == SettingCatalog.Pretrained);
}
