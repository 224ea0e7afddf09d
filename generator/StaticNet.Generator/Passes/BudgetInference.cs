using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>Reads <c>[Budget]</c>. Whether the network keeps it is judged apart: one that does not is built all the same.</summary>
internal static class BudgetInference
{
    public static Budget? Run(NetworkDeclaration declaration, Reporter report)
    {
        if (Setting.Find(declaration, SettingCatalog.Budget, report) is not { } setting)
        {
            return null;
        }

        if (!setting.Arguments.Has("MaxParameters") && !setting.Arguments.Has("MaxBytes"))
        {
            report.Add(Rules.ArgumentWithoutEffect, "it limits nothing; give it MaxParameters, MaxBytes, or both");
        }

        return new Budget(
            setting.Attribute,
            (int)setting.Arguments.Count("MaxParameters", int.MaxValue),
            setting.Arguments.Count("MaxBytes", long.MaxValue));
    }
}
