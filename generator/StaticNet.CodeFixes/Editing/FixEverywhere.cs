using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace StaticNet.CodeFixes.Editing;

/// <summary>Gathers the edits of every mistake in a document, project or solution and applies them at once.</summary>
internal sealed class FixEverywhere : FixAllProvider
{
    public static FixEverywhere Instance { get; } = new();

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var provider = (NetworkFix)fixAllContext.CodeFixProvider;
        var edits = new Edits();
        string? title = null;
        foreach ((Document document, Diagnostic diagnostic) in await Diagnostics(fixAllContext).ConfigureAwait(false))
        {
            if (await Mistake.Find(document, diagnostic, fixAllContext.CancellationToken).ConfigureAwait(false) is { } mistake
                && provider.Proposals(mistake).FirstOrDefault(proposal => proposal.Key == fixAllContext.CodeActionEquivalenceKey) is { } proposal)
            {
                proposal.Apply(edits);
                title ??= proposal.Title;
            }
        }

        Solution solution = fixAllContext.Solution;
        return title is null
            ? null
            : CodeAction.Create(title, cancellation => edits.ApplyTo(solution, cancellation), fixAllContext.CodeActionEquivalenceKey);
    }

    private static async Task<IEnumerable<(Document Document, Diagnostic Diagnostic)>> Diagnostics(FixAllContext context)
    {
        if (context.Scope == FixAllScope.Document && context.Document is { } only)
        {
            return (await context.GetDocumentDiagnosticsAsync(only).ConfigureAwait(false)).Select(diagnostic => (only, diagnostic));
        }

        var found = new List<(Document, Diagnostic)>();
        IEnumerable<Project> projects = context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project];
        foreach (Project project in projects.Where(project => project.Language == context.Project.Language))
        {
            ImmutableArray<Diagnostic> diagnostics = await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            found.AddRange(diagnostics
                .Select(diagnostic => (Document: project.GetDocument(diagnostic.Location.SourceTree), Diagnostic: diagnostic))
                .Where(static pair => pair.Document is not null)
                .Select(static pair => (pair.Document!, pair.Diagnostic)));
        }

        return found;
    }
}
