import type { KubernetesCall } from '../../go/project.ts';
import type { EditIn } from '../changes.ts';

/** A comment that controller-gen makes a rule of a Role from. */
export interface Marker {
  readonly file: string;
  readonly end: number;
  /** What stands before the words of the marker: `	// +kubebuilder:rbac:` */
  readonly lead: string;
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** `//+kubebuilder:rbac:groups=apps,resources=deployments;replicasets,verbs=get;list` */
export function rbacMarkers(file: string, text: string): readonly Marker[] {
  const found = text.matchAll(/^([ \t]*\/\/ ?\+kubebuilder:rbac:)(.*)$/gm);
  return [...found].map(({ 0: line, 1: lead = '', 2: rest = '', index }) => {
    const listed = (name: string) => {
      const [, value = ''] = new RegExp(`(?:^|,)${name}=(\\{[^}]*\\}|"[^"]*"|[^,]*)`).exec(rest.trim()) ?? [];
      return value
        .replace(/^\{(.*)\}$/, '$1')
        .split(/[;,]/)
        .map((word) => word.trim().replaceAll(/["`]/g, ''));
    };
    const groups = listed('groups').map((group) => (group === 'core' ? '' : group));
    const end = index + line.trimEnd().length;
    return { file, end, lead, groups, resources: listed('resources'), verbs: listed('verbs') };
  });
}

export function markerAllows({ groups, resources, verbs }: Marker, { verb, group, resource }: KubernetesCall): boolean {
  const has = (list: readonly string[], wanted: string) => list.includes(wanted) || list.includes('*');
  const [, part] = resource.split('/');
  const isResource = has(resources, resource) || (part !== undefined && resources.includes(`*/${part}`));
  return has(verbs, verb) && has(groups, group) && isResource;
}

/** Adds a marker for verbs on the resource of a call behind the last one of its file, or of another; undefined without any. */
export function markerBeside(
  markers: readonly Marker[],
  { file, group, resource }: KubernetesCall,
  verbs: readonly string[],
): EditIn | undefined {
  const beside = markers.findLast((one) => one.file === file) ?? markers.at(-1);
  if (!beside) return undefined;
  const words = `groups=${group === '' ? 'core' : group},resources=${resource},verbs=${verbs.join(';')}`;
  const { end, lead } = beside;
  return { file: beside.file, edit: { start: end, end, text: `\n${lead}${words}` } };
}
