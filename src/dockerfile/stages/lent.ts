import type { Finding } from '../../lint/finding.ts';
import type { LintSettings } from '../../lint/settings.ts';
import type { ShellSubject } from '../../shell/subject.ts';
import type { Dockerfile, Stage } from '../model.ts';
import type { Execution } from '../commands/run-scripts.ts';
import type { SyntaxReport } from '../refused/syntax-report.ts';

/**
 * What one version of a text lends to the next: what was made of instructions. Those before the first change are kept as they
 * are: whatever depends on what stands before them (shell, variables, base) is the same, too. Those behind the last change have
 * moved; what was found in them is lent, but only where it is as true there.
 */
export interface Lent {
  /** All are by the index of the instruction, and grow as they are asked for. */
  readonly problems: (readonly SyntaxReport[] | undefined)[];
  /** Null: it runs nothing. */
  readonly executions: (Execution | null | undefined)[];
  readonly findings: (ScriptFindings | undefined)[];
}

/** What shell rules found in the scripts of an instruction, and under which circumstances. */
export interface ScriptFindings {
  readonly settings: LintSettings;
  readonly circumstances: readonly Circumstances[];
  readonly findings: readonly Finding[];
  /** What has to be added to offsets: it was found elsewhere. */
  readonly moved: number;
}

/** What shell rules know of a script beside its text. */
export type Circumstances = Pick<ShellSubject, 'dialect' | 'options' | 'variables'>;

type Version = Pick<Dockerfile, 'text' | 'escape' | 'instructions'>;

/** `kept`: the number of instructions that stand before the change. */
export function lend(to: Version, kept: number, from: Dockerfile | undefined): Lent {
  if (!from) return { problems: [], executions: [], findings: [] };
  const lent: Lent = {
    problems: from.lent.problems.slice(0, kept),
    executions: from.lent.executions.slice(0, kept),
    findings: from.lent.findings.slice(0, kept),
  };
  if (from.escape !== to.escape) return lent;
  const moved = to.text.length - from.text.length;
  const shift = to.instructions.length - from.instructions.length;
  const firstSame = to.text.length - commonEnd(to.text, from.text);
  for (let index = to.instructions.length - 1; index >= kept; index--) {
    const one = to.instructions[index];
    const other = from.instructions[index - shift];
    if (!one || one.start < firstSame || other?.start !== one.start - moved || other.end !== one.end - moved) break;
    // Where nothing is wrong nothing has to be moved.
    const problems = from.lent.problems[index - shift];
    if (problems?.length === 0) lent.problems[index] = problems;
    const found = from.lent.findings[index - shift];
    if (found) lent.findings[index] = { ...found, moved: found.moved + moved };
  }
  return lent;
}

/** How many instructions of an earlier version stand in `text` unchanged, with everything before them. */
export function countKept(text: string, { text: before, resumes }: Dockerfile): number {
  const same = commonStart(text, before);
  let low = 0;
  let high = resumes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const resume = resumes[middle] ?? Infinity;
    // One that reached the end of the text may have wanted more.
    if (resume <= same && resume < before.length) low = middle + 1;
    else high = middle;
  }
  return low;
}

function commonStart(one: string, other: string): number {
  return longest(Math.min(one.length, other.length), (from, to) => one.startsWith(other.slice(from, to), from));
}

function commonEnd(one: string, other: string): number {
  return longest(Math.min(one.length, other.length), (from, to) =>
    one.endsWith(other.slice(other.length - to, other.length - from), one.length - from),
  );
}

/** Compares by halves: the engine is much faster at whole texts than we are at characters. */
function longest(most: number, isSame: (from: number, to: number) => boolean): number {
  let same = 0;
  let end = most;
  while (same < end) {
    const middle = (same + end + 1) >> 1;
    if (isSame(same, middle)) same = middle;
    else end = middle - 1;
  }
  return same;
}

/** Stages that are as they were stay the same objects, and with them all that knows its stage. */
export function keptStages(stages: readonly Stage[], before: readonly Stage[]): readonly Stage[] {
  return stages.map((stage, index) => {
    const old = before[index];
    const isSame =
      old?.from === stage.from &&
      old.instructions.length === stage.instructions.length &&
      old.instructions.at(-1) === stage.instructions.at(-1);
    return isSame ? old : stage;
  });
}
