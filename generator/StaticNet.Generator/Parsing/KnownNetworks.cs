using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace StaticNet.Generator.Parsing;

/// <summary>
/// What was read of networks, each with the fingerprint of what it was read from: values alone, no symbol or syntax. One who reads the same again is
/// given what was read before.
/// </summary>
internal sealed class KnownNetworks<T>
{
    private readonly ConcurrentDictionary<(string? Assembly, long Place), (ulong Meaning, T Value)> _known = new();
    private int _reads;

    /// <summary>How many times a network had to be read.</summary>
    public int Reads => _reads;

    /// <summary>What <paramref name="read"/> gives for the declaration that starts at <paramref name="start"/>, or gave before.</summary>
    public T? Find(Compilation compilation, SyntaxTree tree, int start, Func<T> read)
    {
        // Most types have no attribute; then nothing else has to be looked at.
        if (FileSurface.IsGenerated(tree) || FileSurface.Of(tree).PartAt(start) is null || ProjectSurface.Of(compilation).Find(tree, start) is not { } found)
        {
            return default;
        }

        (string?, long) place = (compilation.AssemblyName, found.Place);
        if (_known.TryGetValue(place, out (ulong Meaning, T Value) known) && known.Meaning == found.Meaning)
        {
            return known.Value;
        }

        T value = read();
        Interlocked.Increment(ref _reads);
        _known[place] = (found.Meaning, value);
        return value;
    }
}
