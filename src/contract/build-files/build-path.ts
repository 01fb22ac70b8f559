import { textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import type { Range } from '../../lint/rule.ts';
import type { BuildPath, ImageBuild } from './image-builds.ts';

/**
 * What a path means from a folder of the workspace; null for what is no path here: a variable, an address, an absolute path,
 * one that leads out of the workspace.
 */
export function pathFrom(folder: string, written: string): string | null {
  if (written === '' || /[$`~{}*?<>|\\]|:|^[/-]|^git@|^(?:github|gitlab)\.com\//.test(written)) return null;
  const names = folder === '' ? [] : folder.split('/');
  for (const name of written.split('/')) {
    if (name === '..') {
      if (names.length === 0) return null;
      names.pop();
    } else if (name !== '.' && name !== '') names.push(name);
  }
  return names.join('/');
}

/** The path that a scalar names, at its place without quotes. */
export function buildPath(folder: string, field: Field | undefined): BuildPath | null {
  const written = textAt(field);
  const path = written === undefined ? null : pathFrom(folder, written);
  if (!field || written === undefined || path === null) return null;
  const isQuoted = field.end - field.start === written.length + 2;
  return { path, written, start: field.start + (isQuoted ? 1 : 0), end: field.end - (isQuoted ? 1 : 0) };
}

/** The stage that a build stops at; an empty name is none, as a matrix gives it to builds that stop at none. */
export function targetOf(field: Field | undefined): Pick<ImageBuild, 'target'> {
  const name = textAt(field);
  return field && name ? { target: { name, start: field.start, end: field.end } } : {};
}

/** Where a variable or a matrix decides, nobody knows. */
export function platformsOf(text: string | undefined, at: Range | null | undefined): Pick<ImageBuild, 'platforms'> {
  const names = (text ?? '').split(/[\s,]+/).filter((name) => name !== '');
  if (!at || names.length === 0 || !names.every((name) => /^linux\/[\w/]+$/.test(name))) return {};
  return { platforms: { names, start: at.start, end: at.end } };
}
