import type { KubernetesCall } from '../../go/project.ts';
import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Field, Located } from '../../kubernetes/model.ts';

/** Whether the rules of a role allow a call, on whatever object. */
export function allows({ manifest }: Located, call: KubernetesCall): boolean {
  return items(at(manifest.root, 'rules')).some((rule) => permits(rule, call, call.resource));
}

function permits(rule: Field, { verb, group }: KubernetesCall, resource: string): boolean {
  // What a chart takes from values that are empty, or that nobody gives, is a word of its own.
  const has = (key: string, wanted: string) =>
    items(at(rule, key)).some((item) => ['$(empty)', '$(nil)', wanted, '*'].includes(textAt(item) ?? ''));
  const [, part] = resource.split('/');
  const isResource = has('resources', resource) || (part !== undefined && has('resources', `*/${part}`));
  return has('verbs', verb) && has('apiGroups', group) && isResource;
}

/** A resource that a rule would allow the call for, were it not in the singular or written as a kind: `secret`, `Secrets`. */
export function misspeltResource({ manifest }: Located, call: KubernetesCall): Field | undefined {
  for (const rule of items(at(manifest.root, 'rules'))) {
    for (const item of items(at(rule, 'resources'))) {
      const text = textAt(item)?.toLowerCase() ?? '';
      const isMeant = [text, `${text}s`, `${text}es`, text.replace(/y$/, 'ies')].includes(call.resource);
      if (isMeant && textAt(item) !== call.resource && permits(rule, call, textAt(item) ?? '')) return item;
    }
  }
  return undefined;
}
