import { at, entries, items, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import type { BuildPath } from './image-builds.ts';
import { buildPath, pathFrom } from './build-path.ts';

/** What `matrix.name` stands for in one run of a job. */
export type MatrixRow = ReadonlyMap<string, Field>;

const NO_MATRIX: readonly MatrixRow[] = [new Map()];
const MOST_ROWS = 64;
const EXPRESSION = /\$\{\{\s*matrix\.([\w-]+)\s*\}\}/g;
const ANY_EXPRESSION = /\$\{\{(?:\s*matrix\.([\w-]+)\s*|[^}]*)\}\}/g;

/** The runs of a job that a matrix makes of it; one without values where there is none, or where it is put together. */
export function matrixRows(job: Field): readonly MatrixRow[] {
  const matrix = at(job, 'strategy', 'matrix');
  const axes = entries(matrix).filter(({ key }) => key !== 'include' && key !== 'exclude');
  const included = items(at(matrix, 'include')).map(rowOf);
  if (at(matrix, 'exclude')) return NO_MATRIX;
  if (axes.length === 0) return included.length > 0 && included.length <= MOST_ROWS ? included : NO_MATRIX;
  // What is included may be another run, or say more of one.
  if (included.length > 0 || axes.some(({ value }) => value.kind !== 'list')) return NO_MATRIX;
  let rows: MatrixRow[] = [new Map()];
  for (const { key, value } of axes) {
    rows = rows.flatMap((row) => items(value).map((one) => new Map([...row, [key, one]])));
    if (rows.length > MOST_ROWS) return NO_MATRIX;
  }
  return rows.length > 0 ? rows : NO_MATRIX;
}

function rowOf(item: Field): MatrixRow {
  return new Map(entries(item).map(({ key, value }) => [key, value]));
}

/** A text with what the row has in place of its expressions; what it does not have stays. */
export function filledByMatrix(text: string, row: MatrixRow): string {
  return text.replace(EXPRESSION, (written, name: string) => textAt(row.get(name)) ?? written);
}

/** A script with its expressions as parts of words: to a shell their blanks are none. Nothing moves. */
export function oneWord(script: string): string {
  return script.replace(ANY_EXPRESSION, (written, name = '-') => `\uE000${name}`.padEnd(written.length, '\uE001'));
}

/** Whether a word of such a script holds an expression. */
export function hasExpression(word: string): boolean {
  return word.includes('\uE000');
}

/** A word of such a script with what the row has in place of its expressions; `$` for what it does not have. */
export function valueOfWord(word: string, row: MatrixRow): string {
  return word.replace(/\uE000([\w-]+)\uE001*/g, (_written, name: string) => textAt(row.get(name)) ?? '$');
}

/** The value of the matrix that a field is as a whole, where it stands; else the field itself. */
export function valueInMatrix(field: Field | undefined, row: MatrixRow): Field | undefined {
  const [, name = ''] = /^\$\{\{\s*matrix\.([\w-]+)\s*\}\}$/.exec(textAt(field) ?? '') ?? [];
  return row.get(name) ?? field;
}

/** The path that a field names in a run: at the value that says all of it, else at the field. */
export function pathInMatrix(field: Field | undefined, row: MatrixRow): BuildPath | null {
  const own = buildPath('', valueInMatrix(field, row));
  const text = textAt(field);
  if (own || !field || text === undefined) return own;
  const path = pathFrom('', filledByMatrix(text, row));
  return path === null ? null : { path, written: null, start: field.start, end: field.end };
}
