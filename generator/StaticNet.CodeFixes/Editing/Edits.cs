using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace StaticNet.CodeFixes.Editing;

/// <summary>Edits of one or many fixes, in any number of files. The same edit asked for twice is made once; one that overlaps another is left out.</summary>
internal sealed class Edits
{
    private readonly Dictionary<SyntaxTree, List<TextChange>> _changes = [];
    private readonly Dictionary<SyntaxNode, HashSet<SyntaxNode>> _removed = [];

    public void Replace(SyntaxTree tree, TextSpan span, string text)
    {
        if (!_changes.TryGetValue(tree, out List<TextChange>? changes))
        {
            _changes.Add(tree, changes = []);
        }

        changes.Add(new TextChange(span, text));
    }

    public void Replace(SyntaxNode node, string text) => Replace(node.SyntaxTree, node.Span, text);

    public void Insert(SyntaxTree tree, int position, string text) => Replace(tree, new TextSpan(position, 0), text);

    /// <summary>Takes an attribute away, and its list when nothing is left in it.</summary>
    public void Remove(AttributeSyntax attribute) => RemoveFromList(attribute);

    /// <summary>Takes an argument away, and the parentheses when nothing is left in them.</summary>
    public void Remove(AttributeArgumentSyntax argument) => RemoveFromList(argument);

    /// <summary>Puts an attribute before another, into the same list.</summary>
    public void InsertBefore(AttributeSyntax attribute, string inserted) =>
        Insert(attribute.SyntaxTree, attribute.SpanStart, $"{Names.Qualifier(attribute)}{inserted}, ");

    /// <summary>Puts an attribute behind another, into the same list.</summary>
    public void InsertAfter(AttributeSyntax attribute, string inserted) =>
        Insert(attribute.SyntaxTree, attribute.Span.End, $", {Names.Qualifier(attribute)}{inserted}");

    /// <summary>Puts a list of attributes before another: on a line of its own, if the other begins its line.</summary>
    public void InsertBefore(AttributeListSyntax list, string inserted) =>
        Insert(list.SyntaxTree, list.SpanStart, Lines.Starts(list) ? inserted + Lines.BreakBefore(list) : inserted + " ");

    /// <summary>Puts a list of attributes behind another: on a line of its own, if the other ends its line.</summary>
    public void InsertAfter(AttributeListSyntax list, string inserted)
    {
        int end = Lines.EndAfterComment(list);
        Insert(list.SyntaxTree, end < 0 ? list.Span.End : end, end < 0 ? " " + inserted : Lines.BreakBefore(list) + inserted);
    }

    /// <summary>Puts a statement before another: on a line of its own, if the other begins its line.</summary>
    public void InsertBefore(StatementSyntax statement, string inserted) =>
        Insert(statement.SyntaxTree, statement.SpanStart, inserted + (Lines.Starts(statement) ? Lines.BreakBefore(statement) : " "));

    /// <summary>Takes a statement away, and its line when nothing else stands there.</summary>
    public void RemoveLine(StatementSyntax statement)
    {
        SourceText text = statement.SyntaxTree.GetText();
        TextLine last = text.Lines.GetLineFromPosition(statement.Span.End);
        bool isAlone = Lines.Starts(statement) && string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(statement.Span.End, last.End)));
        Replace(
            statement.SyntaxTree,
            isAlone ? TextSpan.FromBounds(text.Lines.GetLineFromPosition(statement.SpanStart).Start, last.EndIncludingLineBreak) : statement.Span,
            "");
    }

    public async Task<Solution> ApplyTo(Solution solution, CancellationToken cancellation)
    {
        foreach (KeyValuePair<SyntaxNode, HashSet<SyntaxNode>> removed in _removed)
        {
            IEnumerable<TextSpan> spans = removed.Key is AttributeListSyntax list
                ? Removal.Attributes(list, removed.Value)
                : Removal.Arguments((AttributeArgumentListSyntax)removed.Key, removed.Value);
            foreach (TextSpan span in spans)
            {
                Replace(removed.Key.SyntaxTree, span, "");
            }
        }

        _removed.Clear();
        foreach (KeyValuePair<SyntaxTree, List<TextChange>> file in _changes)
        {
            if (solution.GetDocument(file.Key) is { } document)
            {
                SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
                solution = solution.WithDocumentText(document.Id, text.WithChanges(Compatible(file.Value)));
            }
        }

        return solution;
    }

    private void RemoveFromList(SyntaxNode item)
    {
        if (!_removed.TryGetValue(item.Parent!, out HashSet<SyntaxNode>? items))
        {
            _removed.Add(item.Parent!, items = []);
        }

        items.Add(item);
    }

    /// <summary>In order of position; of two that overlap the first.</summary>
    private static IEnumerable<TextChange> Compatible(IEnumerable<TextChange> changes)
    {
        int end = 0;
        foreach (TextChange change in changes.Distinct().OrderBy(static change => change.Span.Start).ThenBy(static change => change.Span.Length))
        {
            if (change.Span.Start >= end)
            {
                end = change.Span.End;
                yield return change;
            }
        }
    }
}
