import { at, entries, items, textAt } from '../../fields.ts';
import type { Entry, Field, Located } from '../../model.ts';
import type { PodSpecView } from '../../pods/workloads.ts';
import { namespaceKey } from '../../workspace-index.ts';
import { keyField } from './key-field.ts';
import type { Note } from './mention.ts';

/** Kinds of which a plain map selects pods. */
const PLAIN_SELECTORS = new Set(['Service', 'ReplicationController']);
const MOST_NESTED = 30;

/**
 * Labels and selectors. A label is one thing within a namespace: a selector with `app: shop` means every pod that has it, so
 * all of them are renamed together or nothing selects as before. Labels of namespaces are things of their own.
 */
export function labelMentions({ manifest }: Located, pod: PodSpecView | undefined, note: Note): void {
  const { root, kind } = manifest;
  const place = kind === 'Namespace' ? '*' : namespaceKey(manifest.namespace);
  // What is selected are pods: of other objects a label is just the same word.
  const isPod = kind === 'Pod';
  noteLabels(at(root, 'metadata', 'labels'), place, isPod || kind === 'Namespace' ? 'definition' : 'use', note);
  if (pod && !isPod) noteLabels(at(pod.metadata, 'labels'), place, 'definition', note);
  if (PLAIN_SELECTORS.has(kind)) noteLabels(at(root, 'spec', 'selector'), place, 'use', note);
  const spec = at(root, 'spec');
  if (spec) selectorsIn(spec, place, note, 0);
}

function selectorsIn(field: Field, place: string, note: Note, depth: number): void {
  if (depth > MOST_NESTED) return;
  if (field.kind === 'list') for (const item of field.items) selectorsIn(item, place, note, depth + 1);
  if (field.kind !== 'map') return;
  const isForeign = field.entries.some(({ key }) => key === 'namespaceSelector');
  for (const { key, value, merged } of field.entries) {
    // Nodes have labels of their own; pods of other namespaces are not those of this one.
    if (merged || key === 'nodeAffinity' || key === 'nodeSelector' || (isForeign && key === 'podSelector')) continue;
    const where = key === 'namespaceSelector' ? '*' : place;
    if (key === 'matchLabels') noteLabels(value, where, 'use', note);
    else if (key === 'matchExpressions') for (const one of items(value)) noteExpression(one, where, note);
    else selectorsIn(value, where, note, depth + 1);
  }
}

function noteExpression(expression: Field, place: string, note: Note): void {
  const key = textAt(expression, 'key');
  if (key === undefined) return;
  note('labelKey', 'use', `labelKey ${place} ${key}`, at(expression, 'key'));
  for (const value of items(at(expression, 'values')))
    note('label', 'use', `label ${place} ${key}=${textAt(value) ?? ''}`, value);
}

function noteLabels(labels: Field | undefined, place: string, role: 'definition' | 'use', note: Note): void {
  for (const entry of entries(labels)) noteLabel(entry, place, role, note);
}

function noteLabel(entry: Entry, place: string, role: 'definition' | 'use', note: Note): void {
  if (entry.merged || entry.value.kind !== 'scalar') return;
  note('labelKey', role, `labelKey ${place} ${entry.key}`, keyField(entry));
  note('label', role, `label ${place} ${entry.key}=${textAt(entry.value) ?? ''}`, entry.value);
}
