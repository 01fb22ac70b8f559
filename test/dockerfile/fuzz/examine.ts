import assert from 'node:assert/strict';
import { completeDockerfile } from '../../../src/dockerfile/editing/completion.ts';
import { hoverDockerfile } from '../../../src/dockerfile/editing/hover.ts';
import { namedThings } from '../../../src/dockerfile/editing/names.ts';
import { outlineDockerfile } from '../../../src/dockerfile/editing/outline.ts';
import { rename } from '../../../src/dockerfile/editing/rename.ts';
import { lintDockerfile } from '../../../src/dockerfile/lint.ts';
import type { Dockerfile, Instruction } from '../../../src/dockerfile/model.ts';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';
import { suppressionsOf } from '../../../src/dockerfile/suppressions.ts';
import type { Finding } from '../../../src/lint/finding.ts';
import { fixAll, safeFix } from '../../../src/lint/fix-all.ts';
import { applyEdits, type TextEdit } from '../../../src/lint/fix.ts';
import type { Range } from '../../../src/lint/rule.ts';

/** What must be true of any text and any caret in it: nothing throws, and everything has its place inside what holds it. */
export function examine(text: string, offset: number): void {
  const dockerfile = parseDockerfile(text);
  const findings = examineFindings(dockerfile);
  examineEditing(dockerfile, offset);
  if (findings.some(safeFix)) examineFixAll(text, findings);
}

/** What parsing and linting give has its place in the text. */
export function examineFindings(dockerfile: Dockerfile): Finding[] {
  const { text } = dockerfile;
  const whole = { start: 0, end: text.length };
  const findings = lintParsed(dockerfile);
  for (const range of [...findings, ...dockerfile.comments, ...dockerfile.stages, ...dockerfile.directives]) {
    within(range, whole);
  }
  for (const { at } of suppressionsOf(dockerfile)) within(at, whole);
  for (const { related = [], fixes = [] } of findings) {
    for (const range of related) within(range, whole);
    for (const { edits } of fixes) examineEdits(edits, text);
  }
  examineInstructions(dockerfile);
  return findings;
}

function lintParsed(dockerfile: Dockerfile): Finding[] {
  return lintDockerfile({ dockerfile, ignoreFile: null, file: 'Dockerfile' }, { enableAll: true });
}

function within(inner: Range, outer: Range): void {
  const inside = inner.start >= outer.start && inner.start <= inner.end && inner.end <= outer.end;
  if (!inside) assert.fail(`${inner.start}–${inner.end} outside ${outer.start}–${outer.end}`);
}

/** Edits of one fix lie in the text and do not overlap. */
function examineEdits(edits: readonly TextEdit[], text: string): void {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let end = 0;
  for (const edit of sorted) {
    within(edit, { start: end, end: text.length });
    end = edit.end;
  }
  applyEdits(text, edits);
}

function examineInstructions({ text, instructions, stages }: Dockerfile): void {
  let end = 0;
  for (const instruction of instructions) {
    within(instruction, { start: end, end: text.length });
    examineInstruction(instruction);
    end = instruction.end;
  }
  for (const stage of stages) for (const instruction of stage.instructions) within(instruction, stage);
}

function examineInstruction(one: Instruction): void {
  const parts = [
    one.keywordRange,
    ...one.flags,
    ...one.flags.flatMap(({ value }) => value ?? []),
    ...one.words,
    ...(one.json ?? []),
    ...one.pairs.flatMap(({ key, value }) => [key, value ?? key]),
    ...one.heredocs,
    ...one.heredocs.map(({ content }) => content),
  ];
  for (const part of parts) within(part, one);
  if (!one.inner) return;
  within(one.inner, one);
  examineInstruction(one.inner);
}

function examineEditing(dockerfile: Dockerfile, offset: number): void {
  const whole = { start: 0, end: dockerfile.text.length };
  for (const { replace } of completeDockerfile(dockerfile, offset)) within(replace, whole);
  const hover = hoverDockerfile(dockerfile, offset);
  if (hover) within(hover, whole);
  for (const item of outlineDockerfile(dockerfile)) within(item.selection, item);
  for (const { occurrences } of namedThings(dockerfile)) for (const one of occurrences) within(one, whole);
  const renamed = rename(dockerfile, offset, 'other');
  if (renamed && 'edits' in renamed) examineEdits(renamed.edits, dockerfile.text);
}

/** *Fix all* ends, does nothing when it is asked again, and what it leaves is read like any text. */
function examineFixAll(text: string, findings: readonly Finding[]): void {
  const lint = (current: string) => (current === text ? findings : lintParsed(parseDockerfile(current)));
  const fixed = fixAll(text, lint);
  const left = examineFindings(parseDockerfile(fixed));
  if (!left.some(safeFix)) return;
  const again = fixAll(fixed, (current) => (current === fixed ? left : lint(current)));
  const rules = [...new Set(left.filter(safeFix).map(({ rule }) => rule))];
  if (again !== fixed) assert.fail(`fix all does not come to an end: ${rules.join(', ')}`);
}
