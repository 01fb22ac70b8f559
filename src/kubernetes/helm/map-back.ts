import type { Range } from '../../lint/rule.ts';
import { at } from '../fields.ts';
import { parseValues } from './values.ts';
import type { Field } from '../model.ts';

/** A place in a chart. */
export interface ChartPlace extends Range {
  /** Relative to the chart's folder. */
  readonly file: string;
  /** `line`: where it is written; `value`: what is put there; `file`: nobody can say where in it. */
  readonly certainty: 'line' | 'value' | 'file';
}

export interface ChartTexts {
  /** Of a template, by its path in the chart. */
  readonly template: string;
  readonly text: string;
  readonly values: string;
}

/**
 * Where a range of what was rendered stands in the chart: in the template, where its line is written there once and without
 * actions; else at the value that the only line with the same key puts in; else the template's first line.
 */
export function placeInChart(rendered: string, range: Range, { template, text, values }: ChartTexts): ChartPlace {
  const line = lineAt(rendered, range.start);
  const written = line.text.trim();
  const same = linesOf(text).filter((one) => one.text.trim() === written && !one.text.includes('{{'));
  const [only] = same;
  if (only && same.length === 1 && written !== '') {
    const indent = only.text.length - only.text.trimStart().length;
    const shift = only.start + indent - (line.start + line.text.length - line.text.trimStart().length);
    const end = Math.min(range.end, line.start + line.text.trimEnd().length);
    return {
      file: template,
      start: range.start + shift,
      end: Math.max(range.start + shift, end + shift),
      certainty: 'line',
    };
  }
  return valueBehind(written, text, values) ?? { file: template, ...firstLine(text), certainty: 'file' };
}

/** The key of values.yaml that the only template line of the same beginning puts in. */
function valueBehind(written: string, template: string, values: string): ChartPlace | undefined {
  const key = /^(?:- )?[\w./"'-]+:/.exec(written)?.[0];
  const candidates = linesOf(template)
    .map((one) => one.text.trim())
    .filter((one) => one.includes('{{') && (key === undefined ? one.startsWith('- {{') : one.startsWith(key)));
  const [only] = candidates;
  if (only === undefined || candidates.length !== 1) return undefined;
  const paths = [...only.matchAll(/\.Values\.([\w.]+)/g)].map(([, path = '']) => path.split('.'));
  const root = parseValues(values);
  for (const path of paths) {
    const found = root && fieldOf(root, path);
    if (found) return { file: 'values.yaml', start: found.start, end: found.end, certainty: 'value' };
  }
  return undefined;
}

/** The value, or its key where the value is more than a word. */
function fieldOf(root: Field, path: readonly string[]): Range | undefined {
  const field = at(root, ...path);
  if (!field) return undefined;
  if (field.kind === 'scalar' && field.end > field.start) return field;
  const around = at(root, ...path.slice(0, -1));
  return around?.kind === 'map' ? around.entries.find(({ key }) => key === path.at(-1))?.keyRange : undefined;
}

interface Line {
  readonly start: number;
  readonly text: string;
}

function linesOf(text: string): Line[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const found = { start, text: line.replace(/\r$/, '') };
    start += line.length + 1;
    return found;
  });
}

function lineAt(text: string, offset: number): Line {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', start);
  return { start, text: text.slice(start, end < 0 ? text.length : end).replace(/\r$/, '') };
}

function firstLine(text: string): Range {
  const end = text.search(/\r?\n|$/);
  return { start: 0, end };
}
