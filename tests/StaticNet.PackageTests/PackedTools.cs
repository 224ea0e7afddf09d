using System.IO.Compression;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace StaticNet.PackageTests;

/// <summary>Loads the generator, the analyzers and the fixes out of the package, as an editor does.</summary>
internal static class PackedTools
{
    public static NetworkTools Load(string package)
    {
        string folder = RepositoryFolder.Path("artifacts", "feed-tools");
        ZipFile.ExtractToDirectory(package, folder, overwriteFiles: true);
        string tools = Path.Combine(folder, "analyzers", "dotnet", "cs");
        var context = new Context(tools);
        return new NetworkTools(
            context.LoadFromAssemblyPath(Path.Combine(tools, "StaticNet.Generator.dll")),
            context.LoadFromAssemblyPath(Path.Combine(tools, "StaticNet.CodeFixes.dll")),
            [
                .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                    .Split(Path.PathSeparator)
                    .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
                    .Append(Path.Combine(folder, "lib", "net10.0", "StaticNet.dll"))
                    .Select(static path => (MetadataReference)MetadataReference.CreateFromFile(path)),
            ]);
    }

    /// <summary>The package's own assemblies lie beside each other; all others are the editor's.</summary>
    private sealed class Context(string folder) : AssemblyLoadContext
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            string path = Path.Combine(folder, assemblyName.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
