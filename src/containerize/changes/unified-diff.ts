import { lineMatches } from './line-matches.ts';

const CONTEXT = 3;

/** `from` and `to` as `diff -u` shows them; '' where they are the same. */
export function unifiedDiff(path: string, from: string, to: string): string {
  if (from === to) return '';
  const [old, fresh] = [lines(from), lines(to)];
  const rows = rowsOf(old, fresh);
  const hunks: string[] = [];
  let at = 0;
  while (at < rows.length) {
    const first = rows.findIndex(({ mark }, index) => index >= at && mark !== ' ');
    if (first < 0) break;
    let last = first;
    for (let next = first; next < rows.length && next <= last + 2 * CONTEXT; next++)
      if (rows[next]?.mark !== ' ') last = next;
    const [start, end] = [Math.max(0, first - CONTEXT), Math.min(rows.length, last + CONTEXT + 1)];
    const shown = rows.slice(start, end);
    const count = (mark: string) => shown.filter((row) => row.mark !== mark).length;
    const before = (mark: string) => rows.slice(0, start).filter((row) => row.mark !== mark).length;
    const range = (skipped: string) => `${before(skipped) + (count(skipped) > 0 ? 1 : 0)},${count(skipped)}`;
    hunks.push(`@@ -${range('+')} +${range('-')} @@\n${shown.map(({ mark, line }) => `${mark}${line}\n`).join('')}`);
    at = end;
  }
  return `--- a/${path}\n+++ b/${path}\n${hunks.join('')}`;
}

interface Row {
  readonly mark: ' ' | '-' | '+';
  readonly line: string;
}

function rowsOf(old: readonly string[], fresh: readonly string[]): Row[] {
  const at = lineMatches(old, fresh);
  const rows: Row[] = [];
  let next = 0;
  for (const [index, line] of old.entries()) {
    const match = at[index];
    if (match === undefined) {
      rows.push({ mark: '-', line });
      continue;
    }
    while (next < match) rows.push({ mark: '+', line: fresh[next++] ?? '' });
    rows.push({ mark: ' ', line });
    next = match + 1;
  }
  while (next < fresh.length) rows.push({ mark: '+', line: fresh[next++] ?? '' });
  return rows;
}

function lines(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
