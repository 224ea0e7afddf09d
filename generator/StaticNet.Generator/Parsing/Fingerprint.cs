using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace StaticNet.Generator.Parsing;

/// <summary>Sixty-four bits that differ where texts do (FNV-1a). White space and comments are no part of it.</summary>
internal struct Fingerprint
{
    private const ulong Prime = 0x100000001B3;

    private ulong _state;

    public readonly ulong Value => _state;

    public void Add(ulong value) => _state = unchecked(((_state ^ value) * Prime) ^ (_state >> 29));

    public void Add(string text)
    {
        foreach (char c in text)
        {
            Add(c);
        }

        Add((ulong)text.Length);
    }

    public void Add(SyntaxToken token)
    {
        Add((ulong)token.RawKind);
        if (token.RawKind >= (int)SyntaxKind.BadToken)
        {
            Add(token.Text);
        }
    }

    public void Add(SyntaxNode node)
    {
        foreach (SyntaxToken token in node.DescendantTokens())
        {
            Add(token);
        }
    }
}
