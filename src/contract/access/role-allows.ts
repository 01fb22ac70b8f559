import type { KubernetesCall } from '../../go/project.ts';
import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Located } from '../../kubernetes/model.ts';

/** Whether the rules of a role allow a call, on whatever object. */
export function allows({ manifest }: Located, { verb, group, resource }: KubernetesCall): boolean {
  return items(at(manifest.root, 'rules')).some((rule) => {
    const has = (key: string, wanted: string) =>
      items(at(rule, key)).some((item) => [wanted, '*'].includes(textAt(item) ?? ''));
    const [, part] = resource.split('/');
    const isResource = has('resources', resource) || (part !== undefined && has('resources', `*/${part}`));
    return has('verbs', verb) && has('apiGroups', group) && isResource;
  });
}
