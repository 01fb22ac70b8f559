import type { Range } from '../lint/rule.ts';
import { entry } from './fields.ts';
import type { Manifest } from './model.ts';

/** Where a finding about a whole object stands: its name, else its kind. */
export function objectPlace({ root }: Manifest): Range {
  const metadata = entry(root, 'metadata')?.value;
  const name = entry(metadata, 'name')?.value;
  if (name && name.end > name.start) return { start: name.start, end: name.end };
  const kind = entry(root, 'kind')?.value;
  if (kind && kind.end > kind.start) return { start: kind.start, end: kind.end };
  return { start: root.start, end: Math.min(root.start + 1, root.end) };
}
