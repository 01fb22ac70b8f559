import type { Message } from '../words/message.ts';
import type { Flag } from './model.ts';
import { type MountField, mountFields, mountValue } from './mount.ts';
import { similarWord } from './similar.ts';

const TYPES = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'];
const KEYS = ['type', 'from', 'source', 'target', 'readonly', 'readwrite', 'id', 'sharing', 'required', 'size'];
const MORE_KEYS = ['mode', 'uid', 'gid', 'env'];
const ALL_KEYS = new Set([...KEYS, ...MORE_KEYS]);
const BOOLEAN = new Set(['readonly', 'readwrite', 'required']);

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
  if (key.includes('$')) return undefined;
  if (value === null) return BOOLEAN.has(key) ? undefined : ['`{0}` in `--mount` must be `key=value`', written];
  if (!ALL_KEYS.has(key)) {
    const guess = similarWord(key, [...ALL_KEYS]);
    return guess
      ? ['`--mount` has no field `{0}`; did you mean `{1}`?', key, guess]
      : ['`--mount` has no field `{0}`', key];
  }
  if (value.includes('$')) return undefined;
  const wrong: Message = ['`{0}` is no valid `{1}` of a mount', value, key];
  if (BOOLEAN.has(key)) return /^(?:1|t|T|true|TRUE|True|0|f|F|false|FALSE|False)$/.test(value) ? undefined : wrong;
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
  const misplaced = (key: string, types: readonly string[]) => has(key) && !types.includes(type);
  if (misplaced('required', ['secret', 'ssh'])) return ['A mount of type `{0}` has no field `{1}`', type, 'required'];
  if (misplaced('size', ['tmpfs'])) return ['A mount of type `{0}` has no field `{1}`', type, 'size'];
  if (['bind', 'cache', 'tmpfs'].includes(type) && !mountValue(fields, 'target')) return ['The mount has no `target`'];
  if (type === 'secret' && !has('id') && !has('source') && !has('target')) return ['The mount has no `id`'];
  return undefined;
}
