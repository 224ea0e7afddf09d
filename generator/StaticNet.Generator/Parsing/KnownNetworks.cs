using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace StaticNet.Generator.Parsing;

/// <summary>
/// What was read of networks, each with the fingerprint of what it was read from: values alone, no symbol or syntax. One who reads the same again is
/// given what was read before.
/// </summary>
internal sealed class KnownNetworks<T>
{
    private readonly ConcurrentDictionary<(string Project, (int, int) Place), Known> _known = new();
    private int _reads;

    /// <summary>How many times a network had to be read.</summary>
    public int Reads => _reads;

    /// <summary>What <paramref name="read"/> gives for the declaration that starts at <paramref name="start"/>, or gave before.</summary>
    public T? Find(Compilation compilation, SyntaxTree tree, int start, Func<T> read)
    {
        // Most types have no attribute; then nothing else has to be looked at.
        if (FileSurface.IsGenerated(tree) || FileSurface.Of(tree).PartAt(start) is null)
        {
            return default;
        }

        ProjectSurface surface = ProjectSurface.Of(compilation);
        return surface.Find(tree, start) is { } found ? Find(surface, found, read) : default;
    }

    /// <summary>The same, for a declaration whose place is known.</summary>
    public T Find(in ProjectSurface surface, (int File, int Part) declaration, Func<T> read)
    {
        (string, (int, int)) place = (surface.Project, declaration);
        if (_known.TryGetValue(place, out Known? known) && known.Project == surface.Meaning)
        {
            return known.Value;
        }

        // Something has changed in the project; what it was seldom matters here.
        ulong meaning = surface.MeaningOf(declaration);
        T value;
        if (known?.Meaning == meaning)
        {
            value = known.Value;
        }
        else
        {
            value = read();
            Interlocked.Increment(ref _reads);
        }

        _known[place] = new Known(surface.Meaning, meaning, value);
        return value;
    }

    /// <param name="Project">A fingerprint of all networks of the project.</param>
    /// <param name="Meaning">A fingerprint of this one.</param>
    /// <param name="Value">What was read.</param>
    private sealed record Known(ulong Project, ulong Meaning, T Value);
}
