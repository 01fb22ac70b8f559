import type { Range } from '../lint/rule.ts';

/** A file of `KEY=value` lines, as generators of kustomizations take them. */
export interface EnvFile {
  readonly file: string;
  readonly text: string;
  readonly entries: readonly EnvEntry[];
}

/** A line of it, from its key to the end of its value. */
export interface EnvEntry extends Range {
  readonly key: string;
  /** Null: whoever builds has it in their environment. */
  readonly value: string | null;
}

/** As kustomize reads it: blanks before a key do not count, and quotes are part of a value. */
export function readEnvFile(text: string, file: string): EnvFile {
  const entries: EnvEntry[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    const [, blanks = '', key, value] = /^(\s*)([^#=\s][^=]*)(?:=(.*))?$/.exec(line.replace(/\r$/, '')) ?? [];
    if (key !== undefined) {
      const start = offset + blanks.length;
      const end = start + key.length + (value === undefined ? 0 : 1 + value.length);
      entries.push({ key, value: value ?? null, start, end });
    }
    offset += line.length + 1;
  }
  return { file, text, entries };
}
