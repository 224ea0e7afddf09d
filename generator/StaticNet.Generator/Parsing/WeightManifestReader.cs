using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Parsing;

/// <summary>
/// Reads the texts that stand for files of weights: a line a fact, its parts separated by tabs. A task of the package's writes them
/// (<c>src/StaticNet.Build</c>); a generator must not open files.
/// </summary>
internal static class WeightManifestReader
{
    private const string Extension = ".snweights";

    private const string FirstLine = "staticnet-weights\t1";

    private static readonly ConditionalWeakTable<SourceText, WeightFile> _known = new();

    /// <summary>The file that a text stands for; null where it stands for none.</summary>
    public static WeightFile? Read(AdditionalText text, CancellationToken cancellation)
    {
        if (!text.Path.EndsWith(Extension, StringComparison.Ordinal) || text.GetText(cancellation) is not { } content)
        {
            return null;
        }

        WeightFile file = _known.GetValue(content, static content => Parse(content));
        return file.Name.Length > 0 ? file : null;
    }

    /// <summary>All that a project lists, the first of each name.</summary>
    public static EquatableArray<WeightFile> ReadAll(IEnumerable<AdditionalText> texts, CancellationToken cancellation) =>
        new(texts.Select(text => Read(text, cancellation)).OfType<WeightFile>());

    private static WeightFile Parse(SourceText content)
    {
        var file = new WeightFile("");
        var metadata = new List<WeightMetadata>();
        var tensors = new List<WeightTensor>();
        for (int i = 0; i < content.Lines.Count; i++)
        {
            string line = content.Lines[i].ToString();
            if (i == 0 && line != FirstLine)
            {
                return file;
            }

            string[] parts = [.. line.Split('\t').Select(Unescape)];
            switch (parts[0])
            {
                case "file" when parts.Length == 2:
                    file = file with { Name = parts[1] };
                    break;
                case "missing":
                    file = file with { IsMissing = true };
                    break;
                case "invalid" when parts.Length == 2:
                    file = file with { Flaw = parts[1] };
                    break;
                case "length" when parts.Length == 2:
                    file = file with { Length = Number(parts[1]) };
                    break;
                case "header" when parts.Length == 3:
                    file = file with { HeaderLength = (int)Number(parts[1]), HeaderHash = parts[2] };
                    break;
                case "metadata" when parts.Length == 3:
                    metadata.Add(new WeightMetadata(parts[1], parts[2]));
                    break;
                case "tensor" when parts.Length == 5 && tensors.All(tensor => tensor.Name != parts[1]):
                    tensors.Add(new WeightTensor(parts[1], parts[2], Shape(parts[3]), Number(parts[4])));
                    break;
                case "nonfinite" when parts.Length == 3 && tensors.Count > 0:
                    tensors[tensors.Count - 1] = tensors[tensors.Count - 1] with { NonFinite = $"{parts[2]} at {parts[1]}" };
                    break;
                case "bits" when parts.Length == 2 && tensors.Count > 0:
                    tensors[tensors.Count - 1] = tensors[tensors.Count - 1] with { Bits = parts[1] };
                    break;
                default:
                    break;
            }
        }

        return file with { Metadata = new EquatableArray<WeightMetadata>(metadata), Tensors = new EquatableArray<WeightTensor>(tensors) };
    }

    private static EquatableArray<long> Shape(string text) =>
        text.Length == 0 ? EquatableArray<long>.Empty : new EquatableArray<long>(text.Split(',').Select(Number));

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;

    private static string Unescape(string part)
    {
        if (part.IndexOf('\\') < 0)
        {
            return part;
        }

        var text = new StringBuilder();
        for (int i = 0; i < part.Length; i++)
        {
            bool isEscape = part[i] == '\\' && i + 1 < part.Length;
            text.Append(!isEscape ? part[i] : part[++i] switch
            {
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                var other => other,
            });
        }

        return text.ToString();
    }
}
