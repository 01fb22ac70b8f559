import type { KubernetesCall } from '../../go/project.ts';

/** A comment that controller-gen makes a rule of a Role from. */
interface Marker {
  readonly end: number;
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** `//+kubebuilder:rbac:groups=apps,resources=deployments;replicasets,verbs=get;list` */
export function rbacMarkers(text: string): readonly Marker[] {
  const found = text.matchAll(/^[ \t]*\/\/ ?\+kubebuilder:rbac:(.*)$/gm);
  return [...found].map(({ 0: line, 1: rest = '', index }) => {
    const listed = (name: string) => {
      const [, value = ''] = new RegExp(`(?:^|,)${name}=(\\{[^}]*\\}|"[^"]*"|[^,]*)`).exec(rest.trim()) ?? [];
      return value
        .replace(/^\{(.*)\}$/, '$1')
        .split(/[;,]/)
        .map((word) => word.trim().replaceAll(/["`]/g, ''));
    };
    const groups = listed('groups').map((group) => (group === 'core' ? '' : group));
    return { end: index + line.length, groups, resources: listed('resources'), verbs: listed('verbs') };
  });
}

export function markerAllows({ groups, resources, verbs }: Marker, { verb, group, resource }: KubernetesCall): boolean {
  const has = (list: readonly string[], wanted: string) => list.includes(wanted) || list.includes('*');
  const [, part] = resource.split('/');
  const isResource = has(resources, resource) || (part !== undefined && resources.includes(`*/${part}`));
  return has(verbs, verb) && has(groups, group) && isResource;
}

/** The marker that makes rules for verbs on the resource of a call. */
export function markerFor({ group, resource }: KubernetesCall, verbs: readonly string[]): string {
  return `//+kubebuilder:rbac:groups=${group === '' ? 'core' : group},resources=${resource},verbs=${verbs.join(';')}`;
}
