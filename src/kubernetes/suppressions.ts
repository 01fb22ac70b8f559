import type { Range } from '../lint/rule.ts';
import { parseIgnoreComment, suppressionOf } from '../lint/ignore-comment.ts';
import type { Dialect, IgnoredId, Suppression } from '../lint/suppression.ts';
import { at, entries, textAt } from './fields.ts';
import type { Entry, Field, Manifest, ManifestFile } from './model.ts';
import { podSpec } from './pods/workloads.ts';

/**
 * Ignore comments and annotations, and what they cover. A comment on a line, or on the lines above it, covers the field that
 * begins on that line, with all that is in it: above a container the container, above the first key the object.
 */
export function suppressionsOf(file: ManifestFile): Suppression[] {
  const about: LinesAbout = new Map();
  // From the last one up, so that each of a stack of comments finds what the one below it is about.
  const fromComments = file.comments.toReversed().flatMap((comment) => fromComment(file, comment, about));
  return [...fromComments.reverse(), ...file.manifests.flatMap(fromAnnotations)];
}

/** By the start of a comment's line, that of the line it is about. */
type LinesAbout = Map<number, number>;

function fromComment(file: ManifestFile, comment: Range, about: LinesAbout): Suppression[] {
  const ignore = parseIgnoreComment(file.text.slice(comment.start, comment.end));
  if (!ignore) return [];
  const whole = { start: 0, end: file.text.length + 1 };
  const covers =
    ignore.scope === 'file' && ignore.dialect !== 'checkov'
      ? whole
      : ignore.dialect === 'checkov'
        ? (objectAround(file, comment) ?? whole)
        : fieldAt(file, comment, about);
  return covers ? [suppressionOf(ignore, comment, covers)] : [];
}

function objectAround({ manifests }: ManifestFile, { start }: Range): Range | undefined {
  return manifests.find((manifest) => manifest.start <= start && start <= manifest.end);
}

/** The largest field that begins on the comment's line, or on the next line that is no comment. */
function fieldAt(file: ManifestFile, { start }: Range, about: LinesAbout): Range | undefined {
  const { text } = file;
  const lineStart = lineAbout(text, start, about);
  const lineEnd = endOfLine(text, lineStart);
  const line = { start: lineStart, end: lineEnd };
  for (const manifest of file.manifests) {
    if (inside(manifest.start, line)) return { start: manifest.start, end: manifest.end + 1 };
    const found = beginningOn(manifest.root, line);
    if (found) return { start: found.start, end: found.end + 1 };
  }
  return { start: lineStart, end: lineEnd + 1 };
}

function lineAbout(text: string, offset: number, about: LinesAbout): number {
  const own = text.lastIndexOf('\n', offset - 1) + 1;
  let lineStart = own;
  for (;;) {
    const lineEnd = endOfLine(text, lineStart);
    if (lineEnd === text.length || !/^(?:\s*(?:#|$)|---\s*$)/.test(text.slice(lineStart, lineEnd))) break;
    lineStart = about.get(lineEnd + 1) ?? lineEnd + 1;
  }
  about.set(own, lineStart);
  return lineStart;
}

function beginningOn(field: Field, line: Range): Range | undefined {
  if (field.end < line.start || field.start > line.end) return undefined;
  if (field.kind === 'list') {
    for (const item of field.items) {
      if (inside(item.start, line)) return item;
      const found = beginningOn(item, line);
      if (found) return found;
    }
    return undefined;
  }
  for (const one of entries(field)) {
    if (one.merged) continue;
    if (inside(one.keyRange.start, line)) return wholeEntry(one);
    const found = beginningOn(one.value, line);
    if (found) return found;
  }
  return undefined;
}

function wholeEntry({ keyRange, value }: Entry): Range {
  return { start: keyRange.start, end: Math.max(keyRange.end, value.end) };
}

function inside(offset: number, { start, end }: Range): boolean {
  return start <= offset && offset <= end;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** Annotations of the object, and of the pod template (kube-linter itself reads only the object's). */
function fromAnnotations(manifest: Manifest): Suppression[] {
  // Those of a Pod are its template's, too.
  const places = new Set([
    at(manifest.root, 'metadata', 'annotations'),
    at(podSpec(manifest)?.metadata, 'annotations'),
  ]);
  return [...places].flatMap((place) => entries(place).flatMap((entry) => fromAnnotation(entry, manifest)));
}

function fromAnnotation({ key, keyRange, value }: Entry, manifest: Manifest): Suppression[] {
  const text = textAt(value) ?? '';
  const covers = { start: manifest.start, end: manifest.end + 1 };
  const make = (dialect: Dialect, ids: readonly string[] | 'all', at: Range = keyRange): Suppression[] => [
    { at: keyRange, covers, ids: ids === 'all' ? ids : ids.map((id) => placed(id, at)), dialect },
  ];
  const [, check] = /^ignore-check\.kube-linter\.io\/(.+)$/.exec(key) ?? [];
  if (check) return make('kube-linter', [check]);
  if (key === 'kube-linter.io/ignore-all') return make('kube-linter', 'all');
  if (key === 'kube-score/ignore') return make('kube-score', listed(text), value);
  if (key === 'polaris.fairwinds.com/exempt' && text === 'true') return make('polaris', 'all');
  const [, polaris] = /^polaris\.fairwinds\.com\/(.+)-exempt$/.exec(key) ?? [];
  if (polaris && text === 'true')
    return make('polaris', [polaris.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())]);
  const [, skipped] = /^([\w]+)=?/.exec(text) ?? [];
  if (/^(?:checkov\.io|bridgecrew\.io|cortex\.io)\/skip/.test(key) && skipped) return make('checkov', [skipped], value);
  return [];
}

function listed(text: string): string[] {
  return text
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
}

function placed(id: string, { start, end }: Range): IgnoredId {
  return { id, start, end };
}
