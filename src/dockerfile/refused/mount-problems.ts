import type { Message } from '../../words/message.ts';
import type { Flag } from '../model.ts';
import { type MountField, mountFields, mountValue } from '../syntax/mount.ts';
import { similarWord } from '../../lint/similar-word.ts';
import { hasVariables, readWord } from '../syntax/variable-syntax.ts';

const TYPES = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'];
const KEYS = ['type', 'from', 'source', 'target', 'readonly', 'readwrite', 'id', 'sharing', 'required', 'size'];
const MORE_KEYS = ['mode', 'uid', 'gid', 'env'];
const ALL_KEYS = new Set([...KEYS, ...MORE_KEYS]);
const BOOLEAN = new Set(['readonly', 'readwrite', 'required']);
const OWNED = ['secret', 'ssh', 'cache'];
const ONLY_IN: readonly (readonly [key: string, types: readonly string[]])[] = [
  ['required', ['secret', 'ssh']],
  ['size', ['tmpfs']],
  ['mode', OWNED],
  ['uid', OWNED],
  ['gid', OWNED],
  ['sharing', ['cache']],
];

/** What the frontend refuses in one `--mount`; the first thing only. */
export function mountProblem(flag: Flag): Message | undefined {
  const fields = mountFields(flag);
  if (flag.name !== 'mount' || flag.value === null) return undefined;
  if (flag.value.value === '') return ['`--mount` needs a value'];
  for (const field of fields) {
    const problem = fieldProblem(field);
    if (problem) return problem;
  }
  return fields.some(({ written }) => written.includes('$')) ? undefined : wholeProblem(fields);
}

function fieldProblem({ key, value, written }: MountField): Message | undefined {
  if (value === null) return BOOLEAN.has(key) ? undefined : ['`{0}` in `--mount` must be `key=value`', written];
  if (!ALL_KEYS.has(key)) {
    const guess = similarWord(key, [...ALL_KEYS]);
    return guess
      ? ['`--mount` has no field `{0}`; did you mean `{1}`?', key, guess]
      : ['`--mount` has no field `{0}`', key];
  }
  const { problem } = readWord(value, '\\');
  if (problem) return problem.message;
  if (hasVariables(value)) return undefined;
  const wrong: Message = ['`{0}` is no valid `{1}` of a mount', value, key];
  if (BOOLEAN.has(key)) return isBoolean(value) ? undefined : wrong;
  if (key === 'type') return TYPES.includes(value.toLowerCase()) ? undefined : wrong;
  if (key === 'sharing') return /^(?:shared|private|locked)$/i.test(value) ? undefined : wrong;
  if (key === 'uid' || key === 'gid') return /^\d+$/.test(value) ? undefined : wrong;
  if (key === 'mode') return /^[0-7]+$/.test(value) ? undefined : wrong;
  if (key === 'size') return /^\d+(?:\.\d+)? ?(?:[kmgtp]i?)?b?$/i.test(value) ? undefined : wrong;
  return undefined;
}

function wholeProblem(fields: readonly MountField[]): Message | undefined {
  const type = (mountValue(fields, 'type') ?? '').toLowerCase();
  const has = (key: string) => fields.some((field) => field.key === key);
  for (const [key, types] of ONLY_IN) {
    if (has(key) && !types.includes(type)) return ['A mount of type `{0}` has no field `{1}`', type, key];
  }
  if (type === 'secret') {
    if (mountValue(fields, 'from')) return ['A mount of type `{0}` has no field `{1}`', type, 'from'];
    const [id, source, target] = ['id', 'source', 'target'].map((key) => mountValue(fields, key));
    if (!id && !source && !target) return ['The mount has no `id`'];
    return id && source ? ['The mount has both `{0}` and `{1}`', 'id', 'source'] : undefined;
  }
  if (type === 'ssh')
    return mountValue(fields, 'source') ? ['A mount of type `{0}` has no field `{1}`', type, 'source'] : undefined;
  return mountValue(fields, 'target') === '/' ? ['Nothing can be mounted over `/`'] : undefined;
}

/** A mount that needs a target and has none. */
export function lacksTarget(flag: Flag): boolean {
  if (flag.name !== 'mount') return false;
  const fields = mountFields(flag);
  const type = mountValue(fields, 'type') ?? '';
  return ['bind', 'cache', 'tmpfs'].includes(type.toLowerCase()) && !mountValue(fields, 'target');
}

/** What Go reads as a boolean. */
export function isBoolean(text: string): boolean {
  return /^(?:1|t|T|true|TRUE|True|0|f|F|false|FALSE|False)$/.test(text);
}
