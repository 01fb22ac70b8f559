import type { Completion } from '../../lint/editing.ts';
import type { Range } from '../../lint/rule.ts';
import type { Dockerfile } from '../model.ts';
import type { Caret } from './caret.ts';
import { valueItem } from './complete-value.ts';
import { pathItems } from './complete-path.ts';
import { stageItems } from './complete-stage.ts';
import { CACHE_FOLDERS, MOUNT_TYPES } from './mount-options.ts';
import type { Surroundings } from './surroundings.ts';

const LONG: Readonly<Record<string, string>> = {
  src: 'source',
  dst: 'target',
  destination: 'target',
  ro: 'readonly',
  rw: 'readwrite',
};

/** The types of a mount, the options of its type, and their values. `replace` is what stands behind `--mount=`. */
export function completeMount(
  dockerfile: Dockerfile,
  caret: Caret,
  replace: Range,
  surroundings: Surroundings,
): readonly Completion[] {
  const typed = dockerfile.text.slice(replace.start, replace.end);
  const comma = typed.lastIndexOf(',') + 1;
  const field = typed.slice(comma);
  const others = typed.slice(0, comma).split(',').filter(Boolean);
  const fieldRange = { start: replace.start + comma, end: replace.end };
  const type = others.find((other) => other.startsWith('type='))?.slice('type='.length) ?? 'bind';
  const equals = field.indexOf('=');
  if (equals < 0) return [...(comma === 0 ? types(fieldRange) : []), ...options(type, others, fieldRange)];
  const key = field.slice(0, equals);
  const valueRange = { start: fieldRange.start + equals + 1, end: fieldRange.end };
  if (key === 'type')
    return types(valueRange).map((item) => ({
      ...item,
      label: item.label.slice('type='.length),
      insert: item.insert.slice('type='.length),
    }));
  if (key === 'from') return stageItems(dockerfile, caret.instruction, valueRange);
  const name = LONG[key] ?? key;
  if (name === 'target' && type === 'cache') {
    return CACHE_FOLDERS.map(([target, about]) => valueItem(target, valueRange, about));
  }
  const fromContext = !others.some((other) => other.startsWith('from='));
  if (name === 'source' && type === 'bind' && fromContext) return pathItems(dockerfile, valueRange, surroundings);
  const option = MOUNT_TYPES[type]?.options[name];
  return (option?.values ?? []).map((value) => valueItem(value, valueRange));
}

function types(replace: Range): Completion[] {
  return Object.entries(MOUNT_TYPES).map(([type, { about, snippet }]) => ({
    label: `type=${type}`,
    kind: 'value',
    markdown: [about],
    insert: `type=${type}${snippet}`,
    snippet: true,
    replace,
  }));
}

function options(type: string, others: readonly string[], replace: Range): Completion[] {
  const present = new Set(others.map((other) => other.split('=')[0] ?? '').map((key) => LONG[key] ?? key));
  return Object.entries(MOUNT_TYPES[type]?.options ?? {})
    .filter(([name]) => !present.has(name))
    .map(([name, { about, alone }]): Completion => {
      const shared = { label: name, kind: 'property', markdown: [about], replace } as const;
      return alone ? { ...shared, insert: name } : { ...shared, insert: `${name}=`, more: true };
    });
}
