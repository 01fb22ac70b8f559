import type { LintSettings } from '../../lint/settings.ts';
import { type Finding, movedBy } from '../../lint/finding.ts';
import { lintScript } from '../../shell/lint.ts';
import { shellSubject } from '../../shell/subject.ts';
import type { Circumstances } from '../stages/lent.ts';
import type { Dockerfile } from '../model.ts';
import type { RunScript } from './run-scripts.ts';
import { shellVariables } from '../variables/shell-variables.ts';

/** What shell rules find in the scripts of RUN. A script that no shell could read is left to the syntax. */
export function shellFindings(dockerfile: Dockerfile, settings: LintSettings): Finding[] {
  const variablesAt = shellVariables(dockerfile);
  const { executionsByIndex, lent } = dockerfile;
  const all: Finding[] = [];
  for (let index = 0; index < executionsByIndex.length; index++) {
    const scripts = executionsByIndex[index]?.scripts;
    if (!scripts || scripts.length === 0) continue;
    const checked = scripts.filter(isChecked);
    const circumstances = checked.map(({ dialect, options, instruction }) => {
      return { dialect, options, variables: variablesAt(instruction) };
    });
    let known = lent.findings[index];
    if (!known || !isAlike(known.settings, settings) || !areAlike(known.circumstances, circumstances)) {
      const findings = checked.flatMap((script, at) =>
        lintScript(subjectOf(script, circumstances[at] as Circumstances), settings),
      );
      known = { settings, circumstances, findings, moved: 0 };
    } else if (known.moved !== 0) {
      known = { ...known, findings: known.findings.map((finding) => movedBy(finding, known?.moved ?? 0)), moved: 0 };
    }
    lent.findings[index] = known;
    for (const finding of known.findings) all.push(finding);
  }
  return all;
}

/** Whether rules find the same under both. */
function isAlike(one: LintSettings, other: LintSettings): boolean {
  return one.rules === other.rules && one.enableAll === other.enableAll && one.quiet === other.quiet;
}

function areAlike(some: readonly Circumstances[], others: readonly Circumstances[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ dialect, options, variables }, index) => {
      const other = others[index];
      return dialect === other?.dialect && isSame(options, other.options) && isSame(variables, other.variables);
    })
  );
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  if (one === other) return true;
  if (one.size !== other.size) return false;
  for (const name of one) if (!other.has(name)) return false;
  return true;
}

/** Shell code of RUN itself. zsh differs too much from what the rules know. */
export function isChecked({ kind, form, dialect }: RunScript): boolean {
  return kind === 'run' && (form === 'shell' || form === 'heredoc') && dialect !== 'zsh';
}

function subjectOf(run: RunScript, circumstances: Circumstances) {
  const { script } = run;
  return shellSubject({ script, ...circumstances, commands: () => run.commands, index: () => run.nodes });
}
