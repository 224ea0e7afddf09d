using System.Globalization;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace StaticNet.Build;

/// <summary>
/// Tells the compiler what the project's files of weights hold: a small text for each, since a generator must not read files and a binary one cannot be
/// handed to it. A file that is as long and as old as when its text was written is not read again. It never fails for what is in a file, or for
/// a file that is missing: the compiler reports that where the file is named.
/// </summary>
public sealed class WriteWeightManifests : Microsoft.Build.Utilities.Task
{
    private const string Extension = ".snweights";

    /// <summary>The files, as the project lists them.</summary>
    [Required]
    public ITaskItem[] Weights { get; set; } = [];

    /// <summary>The folder of the texts.</summary>
    [Required]
    public string Folder { get; set; } = "";

    /// <summary>The texts, one a file: the compiler's <c>AdditionalFiles</c>.</summary>
    [Output]
    public ITaskItem[] Manifests { get; private set; } = [];

    /// <summary>The files that exist: the compiler's <c>EmbeddedResource</c> items, each with its <c>LogicalName</c>.</summary>
    [Output]
    public ITaskItem[] Resources { get; private set; } = [];

    /// <summary>The name by which both the resource and <c>[Pretrained]</c> know a file.</summary>
    public static string NameOf(string include) => include.Replace('\\', '/');

    /// <inheritdoc/>
    public override bool Execute()
    {
        var manifests = new List<ITaskItem>();
        var resources = new List<ITaskItem>();
        Directory.CreateDirectory(Folder);
        foreach (ITaskItem item in Weights.GroupBy(static item => NameOf(item.ItemSpec), StringComparer.Ordinal).Select(static same => same.First()))
        {
            string name = NameOf(item.ItemSpec);
            string path = item.GetMetadata("FullPath");
            string manifest = Path.Combine(Folder, FileName(name));
            try
            {
                Write(name, path, manifest);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Log.LogError(null, null, null, path, 0, 0, 0, 0, "The weights could not be described to the compiler: {0}", exception.Message);
                continue;
            }

            manifests.Add(new TaskItem(manifest));
            if (File.Exists(path))
            {
                var resource = new TaskItem(item.ItemSpec);
                resource.SetMetadata("LogicalName", WeightManifest.ResourcePrefix + name);
                resource.SetMetadata("WithCulture", "false");
                resources.Add(resource);
            }
        }

        Manifests = [.. manifests];
        Resources = [.. resources];
        return !Log.HasLoggedErrors;
    }

    private static void Write(string name, string path, string manifest)
    {
        var file = new FileInfo(path);
        string stamp = file.Exists ? WeightManifest.Stamp(file.Length, file.LastWriteTimeUtc.Ticks) : "";
        if (stamp.Length > 0 && File.Exists(manifest) && File.ReadLines(manifest).Take(3).Contains(stamp))
        {
            return;
        }

        string text = WeightManifest.Describe(name, file.Exists ? path : null, stamp);
        if (!File.Exists(manifest) || File.ReadAllText(manifest) != text)
        {
            string temporary = manifest + ".tmp";
            File.WriteAllText(temporary, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Delete(manifest);
            File.Move(temporary, manifest);
        }
    }

    /// <summary>A file name for each name: the paths' last parts may be the same.</summary>
    private static string FileName(string name)
    {
        uint hash = 0x811C_9DC5;
        foreach (char c in name)
        {
            hash = unchecked((hash ^ c) * 0x0100_0193);
        }

        return $"{Path.GetFileName(name)}.{hash.ToString("x8", CultureInfo.InvariantCulture)}{Extension}";
    }
}
