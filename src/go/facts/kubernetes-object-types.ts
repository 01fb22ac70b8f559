import type { LinkedCode } from '../code/linked-code.ts';
import { compositesOf } from '../code/typed-composites.ts';
import { evaluate } from '../code/context.ts';
import type { KubernetesCall } from '../project.ts';
import { isKnown } from '../values/setting.ts';
import { contextAt } from '../values/solver.ts';
import { elementNamed } from '../syntax/syntax.ts';

type Asked = Pick<KubernetesCall, 'group' | 'resource'>;

/** The groups of the packages of k8s.io/api, by their folders; what a path ends with as a major version is no part of a type's name. */
const GROUPS: Readonly<Record<string, string>> = {
  core: '',
  apps: 'apps',
  batch: 'batch',
  autoscaling: 'autoscaling',
  policy: 'policy',
  networking: 'networking.k8s.io',
  coordination: 'coordination.k8s.io',
  rbac: 'rbac.authorization.k8s.io',
  storage: 'storage.k8s.io',
  discovery: 'discovery.k8s.io',
  scheduling: 'scheduling.k8s.io',
  admissionregistration: 'admissionregistration.k8s.io',
  node: 'node.k8s.io',
};
const GROUP_VERSION = 'k8s.io/apimachinery/pkg/runtime/schema.GroupVersion';
/** What packages of k8s.io/api declare besides: parts of other objects, asked for as such. */
const PARTS: ReadonlySet<string> = new Set(['Scale', 'Eviction', 'Binding', 'PodLogOptions']);

/**
 * The resource that objects of a Go type are, `k8s.io/api/apps/v1.Deployment`: of Kubernetes itself, or a kind that the
 * project declares in a package with a single group. Null where the source does not say it.
 */
export function resourceOfType(type: string, code: LinkedCode): Asked | null {
  const dot = type.lastIndexOf('.');
  const [path, kind] = [type.slice(0, dot), type.slice(dot + 1)];
  if (!/^[A-Z]\w*$/.test(kind) || PARTS.has(kind)) return null;
  const [, folder = ''] = /^k8s\.io\/api\/(\w+)(?:\/v\d\w*)?$/.exec(path) ?? [];
  if (folder !== '') {
    const group = Object.hasOwn(GROUPS, folder) ? GROUPS[folder] : undefined;
    return group === undefined ? null : { group, resource: pluralOf(kind) };
  }
  const declared = code.types.get(type);
  const group = declared && groupOf(path, code);
  if (!declared || !group) return null;
  const { lines } = declared.site.file;
  return { group, resource: pathIn(lines.text, declared.declaration.start) ?? pluralOf(kind) };
}

/** The group that all of a package's group versions name. */
function groupOf(path: string, code: LinkedCode): string | null {
  const groups = compositesOf(GROUP_VERSION, code).flatMap(({ expression, site }) => {
    if (site.pkg.importPath !== path) return [];
    const group = elementNamed(expression, 'Group');
    const value = group && evaluate(group, contextAt(code, site));
    return [value && isKnown(value) && value.by.length === 0 ? value.text : null];
  });
  const [first = null, ...more] = new Set(groups);
  return more.length === 0 ? first : null;
}

/** `+kubebuilder:resource:path=mice` in the comment above a type. */
function pathIn(text: string, start: number): string | undefined {
  const above = text.slice(0, start).split('\n').slice(0, -1);
  const comment = above.slice(above.findLastIndex((line) => !/^\s*(?:\/\/.*)?$/.test(line)) + 1);
  for (const line of comment) {
    const [, path] = /\+kubebuilder:resource:(?:[^\s]*,)?path=([\w-]+)/.exec(line) ?? [];
    if (path !== undefined) return path;
  }
  return undefined;
}

/** As the code generators make it. */
function pluralOf(kind: string): string {
  const word = kind.toLowerCase();
  if (word === 'endpoints') return word;
  if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}
