import assert from 'node:assert/strict';
import { lintManifests } from '../../../src/kubernetes/lint.ts';
import type { Field, ManifestFile } from '../../../src/kubernetes/model.ts';
import { outlineManifests } from '../../../src/kubernetes/editing/outline.ts';
import { parseManifests } from '../../../src/kubernetes/parse.ts';
import { suppressionsOf } from '../../../src/kubernetes/suppressions.ts';
import { workloadAnchors } from '../../../src/kubernetes/editing/workload-lens.ts';
import { createWorkspace } from '../../../src/kubernetes/workspace.ts';
import type { Finding } from '../../../src/lint/finding.ts';
import { fixAll, safeFix } from '../../../src/lint/fix-all.ts';
import { applyEdits, type TextEdit } from '../../../src/lint/fix.ts';
import type { Range } from '../../../src/lint/rule.ts';
import { schemasForTests } from '../shipped-schemas.ts';

const FILE = 'a.yaml';
const schemas = schemasForTests();

/** What must be true of any text: nothing throws, everything has its place in it, and *fix all* comes to an end. */
export function examine(text: string): void {
  const file = parseManifests(text, FILE);
  const findings = examineFile(file);
  if (findings.some(safeFix)) examineFixAll(text, findings);
}

/** What parsing and linting give has its place in the text. */
export function examineFile(file: ManifestFile): Finding[] {
  const whole = { start: 0, end: file.text.length };
  const findings = lintParsed(file);
  for (const range of [...findings, ...file.comments, ...file.manifests, ...workloadAnchors(file)])
    within(range, whole);
  for (const item of outlineManifests(file)) within(item.selection, whole);
  for (const { at } of suppressionsOf(file)) within(at, whole);
  for (const { root } of file.manifests) examineField(root, whole, 0);
  for (const { related = [], fixes = [] } of findings) {
    for (const range of related) if (range.file === FILE) within(range, whole);
    for (const { edits } of fixes) examineEdits(edits, file.text);
  }
  return findings;
}

function lintParsed(file: ManifestFile): Finding[] {
  const workspace = createWorkspace();
  workspace.schemas.provide(() => schemas);
  workspace.set(FILE, file);
  workspace.setComplete(true);
  return lintManifests(file, workspace, { enableAll: true });
}

/** Copies that aliases make are looked at once a level, as there may be very many. */
function examineField(field: Field, whole: Range, depth: number): void {
  within(field, whole);
  if (depth > 12 || field.kind === 'scalar') return;
  if (field.kind === 'list') {
    for (const item of field.items.slice(0, 30)) examineField(item, whole, depth + 1);
    return;
  }
  for (const { keyRange, value } of field.entries.slice(0, 60)) {
    within(keyRange, whole);
    examineField(value, whole, depth + 1);
  }
}

function within(inner: Range, outer: Range): void {
  const inside = inner.start >= outer.start && inner.start <= inner.end && inner.end <= outer.end;
  if (!inside) assert.fail(`${inner.start}–${inner.end} outside ${outer.start}–${outer.end}`);
}

/** Edits of one fix lie in the text and do not overlap. */
function examineEdits(edits: readonly TextEdit[], text: string): void {
  let end = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    within(edit, { start: end, end: text.length });
    end = edit.end;
  }
  applyEdits(text, edits);
}

/** *Fix all* ends, does nothing when it is asked again, and leaves YAML that can be read where there was such before. */
function examineFixAll(text: string, findings: readonly Finding[]): void {
  const lint = (current: string) => (current === text ? findings : lintParsed(parseManifests(current, FILE)));
  const fixed = fixAll(text, lint);
  const after = parseManifests(fixed, FILE);
  const left = examineFile(after);
  if (after.syntax.length > parseManifests(text, FILE).syntax.length) assert.fail(`a fix breaks the YAML:\n${fixed}`);
  if (!left.some(safeFix)) return;
  const again = fixAll(fixed, (current) => (current === fixed ? left : lint(current)));
  const rules = [...new Set(left.filter(safeFix).map(({ rule }) => rule))];
  if (again !== fixed) assert.fail(`fix all does not come to an end: ${rules.join(', ')}`);
}
