import type { Finding } from '../lint/finding.ts';
import type { LintSettings } from '../lint/settings.ts';
import { lintScript } from '../shell/lint.ts';
import { shellSubject } from '../shell/subject.ts';
import type { Dockerfile, Instruction } from './model.ts';
import type { RunScript } from './run-scripts.ts';
import { shellVariables } from './shell-variables.ts';

/** What shell rules find in the scripts of RUN. A script that no shell could read is left to the syntax. */
export function shellFindings(dockerfile: Dockerfile, settings: LintSettings): Finding[] {
  const variablesAt = shellVariables(dockerfile);
  return dockerfile.scripts.flatMap((script) => {
    if (!isChecked(script)) return [];
    return lintScript(subjectOf(script, variablesAt), settings);
  });
}

/** Shell code of RUN itself. zsh differs too much from what the rules know. */
export function isChecked({ kind, form, dialect }: RunScript): boolean {
  return kind === 'run' && (form === 'shell' || form === 'heredoc') && dialect !== 'zsh';
}

function subjectOf(run: RunScript, variablesAt: (instruction: Instruction) => ReadonlySet<string>) {
  const { script, dialect, options, instruction } = run;
  return shellSubject({
    script,
    dialect,
    options,
    variables: variablesAt(instruction),
    commands: () => run.commands,
    index: () => run.nodes,
  });
}
