using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace StaticNet.CodeFixes.Editing;

/// <summary>What has to go from the text so that attributes or arguments are gone: commas and blank lines with them, comments not.</summary>
internal static class Removal
{
    public static IEnumerable<TextSpan> Attributes(AttributeListSyntax list, ISet<SyntaxNode> removed) =>
        list.Attributes.All(removed.Contains) ? WholeList(list) : Items(list.Attributes, removed, list.SyntaxTree.GetText());

    public static IEnumerable<TextSpan> Arguments(AttributeArgumentListSyntax list, ISet<SyntaxNode> removed) =>
        list.Arguments.All(removed.Contains) && !HasComment(list)
            ? [list.Span]
            : Items(list.Arguments, removed, list.SyntaxTree.GetText());

    private static List<TextSpan> Items<T>(SeparatedSyntaxList<T> items, ISet<SyntaxNode> removed, SourceText text)
        where T : SyntaxNode
    {
        var spans = new List<TextSpan>();
        bool keptBefore = false;
        for (int i = 0; i < items.Count; i++)
        {
            if (!removed.Contains(items[i]))
            {
                keptBefore = true;
                continue;
            }

            // The comma before it goes too, or, at the beginning, the one after it.
            TextSpan item = items[i].Span;
            if (keptBefore)
            {
                spans.AddRange(Joined(text, items.GetSeparator(i - 1).Span, item));
            }
            else if (i < items.SeparatorCount)
            {
                TextSpan comma = items.GetSeparator(i).Span;
                spans.AddRange(Joined(text, item, TextSpan.FromBounds(comma.Start, SkipBlanks(text, comma.End))));
            }
            else
            {
                spans.Add(item);
            }
        }

        return spans;
    }

    private static IEnumerable<TextSpan> Joined(SourceText text, TextSpan first, TextSpan second) =>
        string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(first.End, second.Start)))
            ? [TextSpan.FromBounds(first.Start, second.End)]
            : [first, second];

    private static IEnumerable<TextSpan> WholeList(AttributeListSyntax list)
    {
        if (HasComment(list))
        {
            return list.DescendantTokens().Select(static token => token.Span);
        }

        SourceText text = list.SyntaxTree.GetText();
        int start = list.SpanStart;
        int end = SkipBlanks(text, list.Span.End);
        TextLine first = text.Lines.GetLineFromPosition(start);
        TextLine last = text.Lines.GetLineFromPosition(end);
        bool startsLine = string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(first.Start, start)));
        TextSpan span = (startsLine, end == last.End) switch
        {
            (true, true) => TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak),
            (false, true) => TextSpan.FromBounds(SkipBlanksBack(text, start, first.Start), end),
            _ => TextSpan.FromBounds(start, end),
        };
        return [span];
    }

    private static bool HasComment(SyntaxNode node) => node.DescendantTrivia().Any(
        trivia => node.Span.Contains(trivia.Span) && (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)));

    private static int SkipBlanks(SourceText text, int position)
    {
        while (position < text.Length && text[position] is ' ' or '\t')
        {
            position++;
        }

        return position;
    }

    private static int SkipBlanksBack(SourceText text, int position, int least)
    {
        while (position > least && text[position - 1] is ' ' or '\t')
        {
            position--;
        }

        return position;
    }
}
