using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>The folder that a network's files are generated into.</summary>
internal sealed record Folder(string Network, string Name);

/// <summary>
/// Gives each network a folder: its full name, with a number behind where names differ in case alone. File names ignore case, and two that
/// collide would take every network's output with them.
/// </summary>
internal static class Folders
{
    public static EquatableArray<Folder> Assign(IEnumerable<string> networks)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var folders = new List<Folder>();
        foreach (string network in networks.Distinct().OrderBy(static name => name, StringComparer.Ordinal))
        {
            string folder = network;
            for (int i = 2; !taken.Add(folder); i++)
            {
                folder = $"{network}_{Text.Invariant(i)}";
            }

            folders.Add(new Folder(network, folder));
        }

        return new EquatableArray<Folder>(folders);
    }
}
