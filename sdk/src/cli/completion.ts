import type { Command } from './command.ts';
import { EXIT, UsageError } from './exit-codes.ts';
import { nearestName } from './nearest-name.ts';

// The scripts ask the command itself what may come next: a new version brings its own answers.
const SCRIPTS: Readonly<Record<string, string>> = {
  bash: `_commerce() {
  local IFS=$'\\n'
  COMPREPLY=($(commerce __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f 1))
}
COMP_WORDBREAKS=\${COMP_WORDBREAKS//:/}
complete -o default -F _commerce commerce`,
  zsh: `#compdef commerce
_commerce() {
  local -a found
  found=("\${(@f)$(commerce __complete "\${(@)words[2,CURRENT]}" 2>/dev/null | cut -f 1)}")
  if [[ -n "\${found[1]}" ]]; then compadd -a found; else _files; fi
}
compdef _commerce commerce`,
  fish: `function __commerce_complete
  set -l words (commandline -opc) (commandline -ct)
  commerce __complete $words[2..-1] 2>/dev/null
end
complete -c commerce -a '(__commerce_complete)'`,
};

export const completion: Command = {
  name: 'completion',
  operands: ['SHELL'],
  summary: 'Print a script that completes commands, options and values in bash, zsh or fish.',
  options: {},
  examples: [
    'source <(commerce completion bash)        # in ~/.bashrc',
    'source <(commerce completion zsh)         # in ~/.zshrc, after compinit',
    'commerce completion fish | source         # in ~/.config/fish/config.fish',
  ],
  async run({ arguments: given, terminal }) {
    const [shell = ''] = given.operands;
    const script = Object.hasOwn(SCRIPTS, shell) ? SCRIPTS[shell] : undefined;
    if (script === undefined) {
      const near = nearestName(shell, Object.keys(SCRIPTS));
      throw new UsageError(
        `SHELL must be bash, zsh or fish, not ${JSON.stringify(shell)}.${near ? ` Did you mean ${near}?` : ''}`,
      );
    }
    await terminal.print(script);
    return EXIT.done;
  },
};
