import type { Finding } from '../../lint/finding.ts';
import { lint } from '../../lint/lint.ts';
import type { Report, RuleInfo, Severity } from '../../lint/rule.ts';
import type { LintSettings } from '../../lint/settings.ts';
import { shellRules } from '../../shell/rules/index.ts';
import {
  type ShellCheckAnswers,
  type ShellCheckComment,
  type ShellCheckInput,
  shellCheckInput,
} from '../../shell/shellcheck.ts';
import { shellCheckPlaces } from '../../shell/shellcheck-places.ts';
import { stopsReading } from '../../shell/syntax-codes.ts';
import type { Dockerfile } from '../model.ts';
import { dockerfileRules } from '../rules/index.ts';
import type { RunScript } from './run-scripts.ts';
import { isChecked } from './shell-findings.ts';
import { shellVariables } from '../variables/shell-variables.ts';

/** The pseudo rule for what the user's own ShellCheck finds beside what is found here without it. */
export const shellCheck: RuleInfo = {
  id: 'shellcheck',
  title: 'Heed what ShellCheck says of scripts',
  severity: 'warning',
  aliases: [],
  speaksFor: 'shellcheck',
  why: 'ShellCheck knows more mistakes of shell code than are found here without it. Where it is installed and may be run, what it finds beside those is shown, too, each under its own code.',
  exampleOf: 'shell',
  examples: [],
};

const SEVERITIES: Readonly<Record<ShellCheckComment['level'], Severity>> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  style: 'hint',
};

/**
 * Codes that would mislead in a Dockerfile: files that are sourced lie in the image (1090, 1091), and `ash` is dash for
 * ShellCheck only by name (2187). Of what no shell can read only a sentence says where it lies (1072, 1073): the syntax is told here.
 */
const LEFT_OUT = ['1072', '1073', '1090', '1091', '2187'];

/** Those that a rule of ours speaks of, by itself and with better fixes, are left out, too. */
const NOT_PASSED_ON: ReadonlySet<string> = new Set([
  ...LEFT_OUT,
  ...[...shellRules, ...dockerfileRules]
    .flatMap(({ aliases }) => aliases)
    .flatMap((alias) => /^shellcheck:SC(\d+)$/.exec(alias)?.[1] ?? []),
]);

/** Longer ones are no scripts, and would keep ShellCheck busy. */
const LONGEST = 200_000;

/** The scripts that ShellCheck has to be asked about. */
export function shellCheckInputs(dockerfile: Dockerfile): readonly ShellCheckInput[] {
  return asked(dockerfile).map(({ input }) => input);
}

/** What ShellCheck has said so far; nothing of the scripts that it has not seen yet. */
export function shellCheckFindings(
  dockerfile: Dockerfile,
  answers: ShellCheckAnswers,
  settings: LintSettings,
): Finding[] {
  return lint(dockerfile, [{ ...shellCheck, check: (subject) => reports(subject, answers) }], settings);
}

/** Where ShellCheck explains what it has found; undefined for findings of other rules. */
export function shellCheckPage({ rule, aliases }: Finding): string | undefined {
  const [code] = aliases;
  return rule === shellCheck.id && code !== undefined
    ? `https://www.shellcheck.net/wiki/${code.slice(code.indexOf(':') + 1)}`
    : undefined;
}

function* reports(dockerfile: Dockerfile, answers: ShellCheckAnswers): Generator<Report> {
  for (const { run, input } of asked(dockerfile)) {
    const comments = answers(input)?.filter(({ code }) => !NOT_PASSED_ON.has(String(code))) ?? [];
    if (comments.length === 0) continue;
    const places = shellCheckPlaces(run.script.source, input);
    for (const comment of comments) {
      const range = places.range(comment);
      if (!range) continue;
      const id = `SC${comment.code}`;
      const edits = places.edits(comment);
      yield {
        ...range,
        message: ['ShellCheck’s {0}: {1}', id, comment.message.replace(/\.$/, '')],
        severity: SEVERITIES[comment.level],
        aliases: [`shellcheck:${id}`],
        ...(edits ? { fixes: [{ title: ['Apply ShellCheck’s own fix of {0}', id], safe: false, edits }] } : {}),
      };
    }
  }
}

function asked(dockerfile: Dockerfile): { readonly run: RunScript; readonly input: ShellCheckInput }[] {
  const variablesAt = shellVariables(dockerfile);
  return dockerfile.scripts.flatMap((run) => {
    const { script, dialect, instruction } = run;
    if (!isChecked(run) || script.source.text.length > LONGEST || script.problems.some(stopsReading)) return [];
    const input = shellCheckInput(script.source.text, dialect, variablesAt(instruction));
    return input ? [{ run, input }] : [];
  });
}
