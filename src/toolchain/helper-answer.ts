import type { SettledProgram, SettledTypes } from '../go/settled.ts';

/** What the helper says (helper/main.go). */
export interface HelperAnswer {
  readonly types: SettledTypes;
  /** By the import path of the main package; absent where code of the project does not type-check. */
  readonly programs: ReadonlyMap<string, Pick<SettledProgram, 'reached' | 'calls'>>;
}

/** Null: this is no answer of the helper. */
export function readHelperAnswer(text: string): HelperAnswer | null {
  const answer = parse(text);
  if (!answer) return null;
  const programs = new Map<string, Pick<SettledProgram, 'reached' | 'calls'>>();
  for (const [path, value] of Object.entries(objectOf(answer['programs']))) {
    const program = objectOf(value);
    if (textsOf(program['broken']).length > 0) continue;
    programs.set(path, { reached: textsOf(program['reached']), calls: tableOf(program['calls'], isText) });
  }
  return {
    types: {
      results: tableOf(answer['results'], isTexts),
      fields: tableOf(answer['fields'], isText),
      variables: tableOf(answer['variables'], isText),
      constants: tableOf(answer['constants'], isConstant),
      interfaces: textsOf(answer['interfaces']),
    },
    programs,
  };
}

function parse(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function tableOf<Value>(value: unknown, fits: (item: unknown) => item is Value): Readonly<Record<string, Value>> {
  const entries = Object.entries(objectOf(value));
  return Object.fromEntries(entries.filter((entry): entry is [string, Value] => fits(entry[1])));
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(isText) : [];
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

function isConstant(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
