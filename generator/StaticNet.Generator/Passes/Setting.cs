using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>A setting of a network that was given and can be read.</summary>
/// <param name="Attribute">Its position among the attributes.</param>
/// <param name="Arguments">Its arguments, whose problems are reported on it.</param>
internal sealed record Setting(int Attribute, Arguments Arguments)
{
    /// <summary>The setting of this kind, or null. From here on, reports are about it.</summary>
    public static Setting? Find(NetworkDeclaration declaration, string kind, Reporter report)
    {
        for (int i = 0; i < declaration.Attributes.Count; i++)
        {
            LayerDeclaration attribute = declaration.Attributes[i];
            if (attribute.Kind != kind)
            {
                continue;
            }

            report.At(i, kind);
            if (attribute.IsReadable)
            {
                return new Setting(i, new Arguments(attribute, report));
            }

            report.AddCompilerError();
            return null;
        }

        return null;
    }
}
