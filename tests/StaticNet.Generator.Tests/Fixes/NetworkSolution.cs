using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace StaticNet.Generator.Tests.Fixes;

/// <summary>
/// A solution as an editor holds it: projects with the generator and all analyzers, whose diagnostics can be put right by the fixes. Immutable.
/// </summary>
internal sealed class NetworkSolution
{
    private readonly NetworkTools _tools;
    private readonly Solution _solution;

    private NetworkSolution(NetworkTools tools, Solution solution)
    {
        _tools = tools;
        _solution = solution;
    }

    /// <summary>One project of the files given, by name and text.</summary>
    public static NetworkSolution Of(NetworkTools tools, params (string Name, string Text)[] files) => Of(tools, [files]);

    /// <summary>Projects of files without names.</summary>
    public static NetworkSolution Of(NetworkTools tools, IEnumerable<string[]> projects) => Of(
        tools, projects.Select(static (texts, i) => texts.Select((text, j) => ($"Project{i}/File{j}.cs", text))));

    private static NetworkSolution Of(NetworkTools tools, IEnumerable<IEnumerable<(string Name, string Text)>> projects)
    {
#pragma warning disable CA2000 // It must live as long as its solutions.
        Solution solution = new AdhocWorkspace().CurrentSolution;
#pragma warning restore CA2000
        foreach (IEnumerable<(string Name, string Text)> files in projects)
        {
            var project = ProjectId.CreateNewId();
            string name = $"Project{solution.ProjectIds.Count}";
            solution = solution
                .AddProject(ProjectInfo.Create(
                    project,
                    VersionStamp.Default,
                    name,
                    name,
                    LanguageNames.CSharp,
                    compilationOptions: new CSharpCompilationOptions(
                        OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
                    parseOptions: new CSharpParseOptions(LanguageVersion.CSharp13),
                    metadataReferences: tools.References,
                    analyzerReferences: [tools]));
            foreach ((string file, string text) in files)
            {
                solution = solution.AddDocument(DocumentId.CreateNewId(project), file, SourceText.From(text), filePath: file);
            }
        }

        return new NetworkSolution(tools, solution);
    }

    /// <summary>The texts of all files, project by project.</summary>
    public string[] Texts =>
    [
        .. from project in _solution.Projects
           from document in project.Documents
           select document.GetTextAsync().GetAwaiter().GetResult().ToString(),
    ];

    /// <summary>What the analyzers report, in order of position.</summary>
    public async Task<IReadOnlyList<Diagnostic>> Diagnostics()
    {
        var found = new List<Diagnostic>();
        foreach (Project project in _solution.Projects)
        {
            found.AddRange(await AnalyzerDiagnostics(project));
        }

        return found;
    }

    /// <summary>Errors of the compiler itself.</summary>
    public async Task<IReadOnlyList<Diagnostic>> CompilerErrors()
    {
        var found = new List<Diagnostic>();
        foreach (Project project in _solution.Projects)
        {
            Compilation compilation = (await project.GetCompilationAsync())!;
            found.AddRange(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        }

        return found;
    }

    /// <summary>What a build prints, in the compiler's own format: its errors and warnings, and those of the analyzers.</summary>
    public async Task<IReadOnlyList<Diagnostic>> Build() =>
    [
        .. (await CompilerErrors()).Concat(await Diagnostics())
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .OrderBy(static diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start),
    ];

    /// <summary>Takes the first offer for the first diagnostic that has one; null where there is none left.</summary>
    public async Task<(Diagnostic Diagnostic, string Title, NetworkSolution Result)?> Repair()
    {
        foreach (Diagnostic diagnostic in (await Diagnostics()).OrderByDescending(static diagnostic => diagnostic.Severity))
        {
            if (await Offers(diagnostic) is [var (_, action), ..])
            {
                return (diagnostic, action.Title, await Apply(action));
            }
        }

        return null;
    }

    /// <summary>What the editor offers for the first mistake of a rule.</summary>
    public async Task<IReadOnlyList<CodeAction>> Offers(string rule) =>
        (await Diagnostics()).FirstOrDefault(diagnostic => diagnostic.Id == rule) is { } first
            ? [.. (await Offers(first)).Select(static offer => offer.Action)]
            : [];

    /// <summary>Applies an offer for the first mistake of a rule.</summary>
    public async Task<NetworkSolution> Fix(string rule, string? title = null)
    {
        Diagnostic first = Assert.Single((await Diagnostics()).Where(diagnostic => diagnostic.Id == rule).Take(1));
        (_, CodeAction action) = Pick(await Offers(first), title);
        return await Apply(action);
    }

    /// <summary>Applies an offer to all mistakes of a rule in the scope around the first.</summary>
    public async Task<NetworkSolution> FixAll(string rule, FixAllScope scope, string? title = null)
    {
        Diagnostic first = (await Diagnostics()).First(diagnostic => diagnostic.Id == rule);
        (CodeFixProvider provider, CodeAction action) = Pick(await Offers(first), title);
        var context = new FixAllContext(
            _solution.GetDocument(first.Location.SourceTree)!, provider, scope, action.EquivalenceKey, [rule], new Source(this), CancellationToken.None);
        Assert.Contains(scope, provider.GetFixAllProvider()!.GetSupportedFixAllScopes());
        return await Apply((await provider.GetFixAllProvider()!.GetFixAsync(context))!);
    }

    private static (CodeFixProvider Provider, CodeAction Action) Pick(IReadOnlyList<(CodeFixProvider Provider, CodeAction Action)> offers, string? title)
    {
        Assert.NotEmpty(offers);
        Assert.All(offers, static offer => Assert.False(string.IsNullOrEmpty(offer.Action.EquivalenceKey)));
        return title is null ? offers[0] : Assert.Single(offers, offer => offer.Action.Title == title);
    }

    private async Task<IReadOnlyList<(CodeFixProvider Provider, CodeAction Action)>> Offers(Diagnostic diagnostic)
    {
        var offers = new List<(CodeFixProvider, CodeAction)>();
        foreach (CodeFixProvider provider in _tools.Fixes[diagnostic.Id])
        {
            await provider.RegisterCodeFixesAsync(new CodeFixContext(
                _solution.GetDocument(diagnostic.Location.SourceTree)!, diagnostic, (action, _) => offers.Add((provider, action)), CancellationToken.None));
        }

        return offers;
    }

    private async Task<NetworkSolution> Apply(CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        return new NetworkSolution(_tools, Assert.IsType<ApplyChangesOperation>(Assert.Single(operations)).ChangedSolution);
    }

    private async Task<IReadOnlyList<Diagnostic>> AnalyzerDiagnostics(Project project)
    {
        Compilation compilation = (await project.GetCompilationAsync())!;
        ImmutableArray<Diagnostic> diagnostics =
            await compilation.WithAnalyzers(_tools.GetAnalyzers(LanguageNames.CSharp)).GetAnalyzerDiagnosticsAsync();
        return
        [
            .. diagnostics
                .OrderBy(static diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start),
        ];
    }

    /// <summary>Where a fix for all mistakes gets them from.</summary>
    private sealed class Source(NetworkSolution solution) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await solution.AnalyzerDiagnostics(project);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            SyntaxTree? tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await solution.AnalyzerDiagnostics(document.Project)).Where(diagnostic => diagnostic.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
