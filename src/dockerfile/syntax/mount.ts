import type { Flag } from '../model.ts';
import type { Word } from '../../shell/source-text.ts';

/** One field of a `--mount`, with its place where the value is written in one piece. */
export interface MountField {
  /** Lower case, short forms written out: `src` is `source`, `dst` and `destination` are `target`. */
  readonly key: string;
  /** Null for a field without `=`. */
  readonly value: string | null;
  readonly written: string;
}

const LONG: Readonly<Record<string, string>> = {
  src: 'source',
  dst: 'target',
  destination: 'target',
  ro: 'readonly',
  rw: 'readwrite',
};

/** The fields of `--mount=type=cache,target=/x`; none for other flags. */
export function mountFields({ name, value }: Flag): MountField[] {
  if (name !== 'mount' || value === null) return [];
  return splitCsv(value).map((written) => {
    const equals = written.indexOf('=');
    const key = (equals < 0 ? written : written.slice(0, equals)).toLowerCase();
    return { key: LONG[key] ?? key, value: equals < 0 ? null : written.slice(equals + 1), written };
  });
}

/** The value of a field, `bind` for a missing type; undefined where it is not given. */
export function mountValue(fields: readonly MountField[], key: string): string | undefined {
  const value = fields.findLast((field) => field.key === key)?.value ?? undefined;
  return value === undefined && key === 'type' ? 'bind' : value;
}

function splitCsv({ value }: Word): string[] {
  return value.split(',').map((field) => field.trim());
}
