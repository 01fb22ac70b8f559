import type { Range } from '../../lint/rule.ts';
import { at, entries, items, textAt, valueAt } from '../fields.ts';
import type { Manifest } from '../model.ts';
import type { Part } from './reference.ts';

/** Keys of a ConfigMap or Secret, ports of a Service; undefined where the object does not say which it has. */
export function partsOf({ kind, root }: Manifest, part: Part['kind']): ReadonlyMap<string, Range> | undefined {
  if (part === 'key') return kind === 'ConfigMap' || kind === 'Secret' ? keysIn(root) : undefined;
  return kind === 'Service' ? portsIn(root) : undefined;
}

/** How a part is called in what `partsOf` gives. */
export function partId({ name }: Part): string {
  return String(name);
}

function keysIn(root: Manifest['root']): Map<string, Range> | undefined {
  const keys = new Map<string, Range>();
  const blocks = ['data', 'binaryData', 'stringData'].flatMap((block) => at(root, block) ?? []);
  for (const block of blocks) for (const { key, keyRange } of entries(block)) keys.set(key, keyRange);
  // Without any data it is there for a controller to fill.
  return blocks.length > 0 ? keys : undefined;
}

/** By number and by name: either may be meant. */
function portsIn(root: Manifest['root']): Map<string, Range> | undefined {
  const ports = new Map<string, Range>();
  for (const port of items(at(root, 'spec', 'ports'))) {
    const number = at(port, 'port');
    if (number && valueAt(number) !== null) ports.set(String(textAt(number)), number);
    const name = at(port, 'name');
    if (name && valueAt(name) !== null) ports.set(String(textAt(name)), name);
  }
  // Without ports it is headless or the name of something outside.
  return ports.size > 0 ? ports : undefined;
}
