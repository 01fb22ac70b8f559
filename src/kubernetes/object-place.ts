import type { Range, Related } from '../lint/rule.ts';
import type { Message } from '../words/message.ts';
import { entry } from './fields.ts';
import type { Located, Manifest } from './model.ts';

/** Where a finding about a whole object stands: its name, else its kind. */
export function objectPlace({ root }: Manifest): Range {
  const metadata = entry(root, 'metadata')?.value;
  const name = entry(metadata, 'name')?.value;
  if (name && name.end > name.start) return { start: name.start, end: name.end };
  const kind = entry(root, 'kind')?.value;
  if (kind && kind.end > kind.start) return { start: kind.start, end: kind.end };
  return { start: root.start, end: Math.min(root.start + 1, root.end) };
}

/** Points at the name of another object. */
export function relatedTo({ file, manifest }: Located, message: Message): Related {
  return { file: file.file, ...objectPlace(manifest), message };
}
