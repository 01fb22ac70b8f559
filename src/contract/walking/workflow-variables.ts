import { entries, items } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { parseFields } from '../../kubernetes/parse.ts';
import { writtenKey } from '../../kubernetes/editing/written.ts';
import type { Range } from '../../lint/rule.ts';
import type { Mention, TextFile } from './thing.ts';

const MOST_NESTED = 12;

/** `docker run -e NAME=value`, of which nobody sees what it runs. */
function givenToContainers(text: string, name: string): Range[] {
  if (!/^\w+$/.test(name)) return [];
  return [...text.matchAll(new RegExp(`(?:^|\\s)(?:-e|--env)[ =]["']?(${name})\\b`, 'dg'))].map(({ indices }) => {
    const [start, end] = indices?.[1] ?? [0, 0];
    return { start, end };
  });
}

/** Where a workflow sets a variable in a map `env`, and where it reads it then. */
export function workflowMentions({ file, text }: TextFile, name: string): Mention[] {
  if (!text.includes(name)) return [];
  const found: Mention[] = [];
  for (const root of parseFields(text)) visit(root, 0);
  found.push(
    ...givenToContainers(text, name).map((range) => ({ file, ...range, role: 'set' as const, unsure: true as const })),
  );
  if (found.length === 0) return [];
  // Whatever a name is made of, only such can stand behind `$`.
  if (!/^\w+$/.test(name)) return found;
  for (const pattern of [`\\$\\{\\{[^}]{0,200}?\\benv\\.(${name})\\b`, `\\$\\{?(${name})\\b`]) {
    for (const { indices } of text.matchAll(new RegExp(pattern, 'dg'))) {
      const [start, end] = indices?.[1] ?? [0, 0];
      if (!found.some((one) => one.start === start)) found.push({ file, start, end, role: 'use' });
    }
  }
  return found;

  function visit(field: Field, depth: number): void {
    if (depth > MOST_NESTED) return;
    for (const item of items(field)) visit(item, depth + 1);
    for (const { key, value } of entries(field)) {
      if (key !== 'env') visit(value, depth + 1);
      for (const entry of key === 'env' ? entries(value) : []) {
        const range = entry.key === name && !entry.merged ? writtenKey(text, entry) : undefined;
        if (range) found.push({ file, ...range, role: 'set' });
      }
    }
  }
}
