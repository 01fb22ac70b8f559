import type { Finding } from './finding.ts';
import { applyEdits, type Fix, type TextEdit } from './fix.ts';

const MOST_ROUNDS = 10;

/**
 * Applies every safe fix until nothing is left to fix: a fix may uncover another finding, so the text is linted again
 * after each round. A fix that leaves its own finding as it was (in a text that the rule misreads) is taken back. Fixes
 * that would touch other files are left to the light bulb.
 */
export function fixAll(text: string, lintText: (text: string) => readonly Finding[]): string {
  let current = text;
  let findings = lintText(text);
  let useless: readonly Place[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const skipped = new Set(useless.map(keyOf));
    const applied = compatible(findings.filter((finding) => !skipped.has(keyOf(finding))));
    const edits = applied.flatMap((finding) => safeFix(finding)?.edits ?? []);
    if (edits.length === 0) return current;
    const next = applyEdits(current, edits);
    if (next === current) return current;
    const left = lintText(next);
    const move = mover(edits);
    const stillThere = new Set(left.map((finding) => keyOf(finding) + written(finding)));
    const stuck = applied.filter((finding) => stillThere.has(keyOf(moved(finding, move)) + written(finding)));
    if (stuck.length > 0) useless = [...useless, ...stuck];
    else {
      current = next;
      findings = left;
      useless = useless.map((place) => moved(place, move));
    }
  }
  return current;
}

interface Place {
  readonly rule: string;
  readonly start: number;
  readonly end: number;
}

function keyOf({ rule, start, end }: Place): string {
  return `${rule} ${start} ${end} `;
}

/** What a finding says and what its safe fix writes. */
function written(finding: Finding): string {
  const texts = safeFix(finding)?.edits.map(({ text }) => text) ?? [];
  return [...finding.message, ...texts].join('\0');
}

function moved({ rule, start, end }: Place, move: (offset: number) => number): Place {
  return { rule, start: move(start), end: move(end) };
}

/** Where an offset is after edits; one inside an edit stays at its beginning. */
function mover(edits: readonly TextEdit[]): (offset: number) => number {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  let shift = 0;
  const shifts = sorted.map(({ start, end, text }) => (shift += text.length - (end - start)));
  return (offset) => {
    let count = firstFrom(sorted, offset);
    while (count > 0 && (sorted[count - 1]?.end ?? 0) > offset) count--;
    return offset + (shifts[count - 1] ?? 0);
  };
}

/** The first fix of a finding if it may be applied without asking. */
export function safeFix(finding: Finding): Fix | undefined {
  const fix = finding.fixes?.[0];
  return fix?.safe && (fix.others ?? []).length === 0 ? fix : undefined;
}

/** The findings whose fixes can be applied at once: a fix is applied whole or not at all. */
function compatible(findings: readonly Finding[]): Finding[] {
  // In order, so that an edit is compared with its neighbours only.
  const taken: TextEdit[] = [];
  return findings.filter((finding) => {
    const fix = safeFix(finding);
    if (!fix || fix.edits.some((edit) => isTaken(taken, edit))) return false;
    for (const edit of fix.edits) taken.splice(firstFrom(taken, edit.start), 0, edit);
    return true;
  });
}

function isTaken(taken: readonly TextEdit[], edit: TextEdit): boolean {
  let index = firstFrom(taken, edit.start);
  // Those that begin before it: the nearest that is more than a point decides.
  for (let before = index - 1; before >= 0; before--) {
    const other = taken[before] as TextEdit;
    if (overlaps(edit, other)) return true;
    if (other.end > other.start) break;
  }
  for (; index < taken.length; index++) {
    const other = taken[index] as TextEdit;
    if (overlaps(edit, other)) return true;
    if (other.start > edit.end) break;
  }
  return false;
}

/** Index of the first edit that begins at or behind an offset. */
function firstFrom(taken: readonly TextEdit[], start: number): number {
  let low = 0;
  let high = taken.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((taken[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function overlaps(a: TextEdit, b: TextEdit): boolean {
  if (a.start === b.start && a.end === b.end) return true;
  return a.start < b.end && b.start < a.end;
}
