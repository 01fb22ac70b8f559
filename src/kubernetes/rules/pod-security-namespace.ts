import { namespaceOf } from '../namespace-of.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { enforcedBy } from '../pod-security/enforced.ts';
import { refusing } from '../pod-security/evaluate.ts';
import { objectPlace, workspaceRule } from '../rule-kinds.ts';

const NAMESPACE =
  'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n    pod-security.kubernetes.io/enforce: baseline\n';
const pod = (spec: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: «app»\n  namespace: shop\nspec:\n  containers:\n    - name: app\n${spec}`;

export const podSecurityNamespace = workspaceRule({
  id: 'pod-security-namespace',
  title: 'Meet the Pod Security level that the namespace enforces',
  severity: 'warning',
  kinds: 'pods',
  aliases: [],
  why: 'A Namespace with the label `pod-security.kubernetes.io/enforce` refuses pods that do not meet the level. A Pod is refused at once; a Deployment is accepted with a warning, and its pods never appear.',
  examples: [
    {
      bad: pod('  hostNetwork: true\n'),
      good: pod('  hostNetwork: false\n').replaceAll(/[«»]/g, ''),
      files: { 'namespace.yaml': NAMESPACE },
    },
    {
      bad: pod('      livenessProbe: { tcpSocket: { host: db, port: 5432 } }\n'),
      good: pod('      livenessProbe: { tcpSocket: { host: db, port: 5432 } }\n')
        .replaceAll(/[«»]/g, '')
        .replace('shop', 'other'),
      files: { 'namespace.yaml': `${NAMESPACE}    pod-security.kubernetes.io/enforce-version: v1.34\n` },
    },
  ],
  *check({ manifest, file, pod, workspace }) {
    // Custom resources are not looked at, only the pods that are made of them.
    if (!pod || heardOf(manifest, ['psa:privileged']).length === 0) return;
    const namespace = namespaceOf({ manifest, file }, workspace);
    const enforced = namespace && enforcedBy(namespace.manifest, workspace.target);
    if (!enforced) return;
    const { level, minor, place } = enforced;
    const ids = refusing(pod, level, minor);
    if (ids.length === 0) return;
    const what = ids.map((id) => `\`${id.replace(/_.*/, '')}\``).join(', ');
    const isPod = manifest.kind === 'Pod';
    yield {
      ...objectPlace(manifest),
      message: isPod
        ? ['The namespace `{0}` enforces `{1}` and refuses this pod: {2}', namespace.manifest.name, level, what]
        : [
            'The namespace `{0}` enforces `{1}` and refuses the pods of this object: {2}',
            namespace.manifest.name,
            level,
            what,
          ],
      severity: isPod ? 'error' : 'warning',
      related: [{ file: namespace.file.file, start: place.start, end: place.end, message: ['Enforced here'] }],
    };
  },
});
