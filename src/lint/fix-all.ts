import type { Finding } from './finding.ts';
import { applyEdits, type Fix, type TextEdit } from './fix.ts';

const MOST_ROUNDS = 10;

/**
 * Applies every safe fix until nothing is left to fix: a fix may uncover another finding, so the text is linted again
 * after each round. Fixes that would touch other files are left to the light bulb.
 */
export function fixAll(text: string, lintText: (text: string) => readonly Finding[]): string {
  let current = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const edits = compatible(lintText(current).flatMap((finding) => safeFix(finding) ?? []));
    if (edits.length === 0) return current;
    const next = applyEdits(current, edits);
    if (next === current) return current;
    current = next;
  }
  return current;
}

/** The first fix of a finding if it may be applied without asking. */
export function safeFix(finding: Finding): Fix | undefined {
  const fix = finding.fixes?.[0];
  return fix?.safe && (fix.others ?? []).length === 0 ? fix : undefined;
}

/** Edits of as many fixes as can be applied at once: a fix is applied whole or not at all. */
function compatible(fixes: readonly Fix[]): TextEdit[] {
  const taken: TextEdit[] = [];
  for (const { edits } of fixes) {
    if (edits.every((edit) => taken.every((other) => !overlaps(edit, other)))) taken.push(...edits);
  }
  return taken;
}

function overlaps(a: TextEdit, b: TextEdit): boolean {
  if (a.start === b.start && a.end === b.end) return true;
  return a.start < b.end && b.start < a.end;
}
