using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace StaticNet.CodeFixes.Editing;

/// <summary>How a file is laid out, so that new lines look like its own.</summary>
internal static class Lines
{
    /// <summary>A line end as the file has them, and the blanks that a node's line begins with.</summary>
    public static string BreakBefore(SyntaxNode node)
    {
        SourceText text = node.SyntaxTree.GetText();
        TextLine first = text.Lines[0];
        string end = first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";
        string line = text.ToString(text.Lines.GetLineFromPosition(node.SpanStart).Span);
        return end + line.Substring(0, line.Length - line.TrimStart(' ', '\t').Length);
    }

    /// <summary>Whether there are only blanks before a node in its line.</summary>
    public static bool Starts(SyntaxNode node)
    {
        SourceText text = node.SyntaxTree.GetText();
        return string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(text.Lines.GetLineFromPosition(node.SpanStart).Start, node.SpanStart)));
    }

    /// <summary>The end of a node's last line, if nothing or a comment follows the node in it; else -1.</summary>
    public static int EndAfterComment(SyntaxNode node)
    {
        SourceText text = node.SyntaxTree.GetText();
        int end = text.Lines.GetLineFromPosition(node.Span.End).End;
        string rest = text.ToString(TextSpan.FromBounds(node.Span.End, end)).Trim();
        return rest.Length == 0 || rest.StartsWith("//", StringComparison.Ordinal) ? end : -1;
    }
}
