using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace StaticNet.CodeFixes.Editing;

/// <summary>
/// A fix that edits text: what it does not name stays as it was typed, comments, spaces and line ends included. Every one can be applied to a
/// whole document, project or solution.
/// </summary>
public abstract class NetworkFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixEverywhere.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (await Mistake.Find(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } mistake)
            {
                continue;
            }

            foreach (Proposal proposal in Proposals(mistake))
            {
                Solution solution = context.Document.Project.Solution;
                context.RegisterCodeFix(
                    CodeAction.Create(
                        proposal.Title,
                        cancellation =>
                        {
                            var edits = new Edits();
                            proposal.Apply(edits);
                            return edits.ApplyTo(solution, cancellation);
                        },
                        proposal.Key),
                    diagnostic);
            }
        }
    }

    /// <summary>
    /// Whether the fix inserts, removes or moves layers as if each read the one above: where names lead elsewhere, or count layers by kind, it is not
    /// offered.
    /// </summary>
    internal virtual bool IsForChains => false;

    /// <summary>What is offered for a mistake.</summary>
    internal IEnumerable<Proposal> Proposals(Mistake mistake) =>
        IsForChains && mistake.Layers.Any(static layer => layer.Reads.Any()) ? [] : Propose(mistake);

    /// <summary>The ways to put a mistake right, the best first; none where there is no certain one.</summary>
    internal abstract IEnumerable<Proposal> Propose(Mistake mistake);
}
