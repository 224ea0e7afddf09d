using System.CommandLine;
using StaticNet.Tool.Output;

namespace StaticNet.Tool.Commands;

/// <summary><c>staticnet completion</c>: a script that lets a shell complete commands, options and files.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _staticnet() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(staticnet "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _staticnet staticnet
        """;

    private const string Zsh = """
        _staticnet() {
            local -a completions
            completions=("${(@f)$(staticnet "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            compadd -- "${completions[@]}"
            _files
        }
        compdef _staticnet staticnet
        """;

    private const string Fish = """
        complete -c staticnet -a '(staticnet "[suggest:"(commandline -C)"]" (commandline) 2>/dev/null)'
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName staticnet -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            staticnet "[suggest:$cursorPosition]" "$commandAst" | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    public static Command Create(ToolTerminal terminal)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        var command = new Command("completion", "Prints a script for tab completion; for bash: eval \"$(staticnet completion bash)\".") { shell };
        command.SetAction(result =>
        {
            terminal.Line(result.GetRequiredValue(shell) switch
            {
                "zsh" => Zsh,
                "fish" => Fish,
                "pwsh" => PowerShell,
                _ => Bash,
            });
            return ExitCode.Success;
        });
        return command;
    }
}
