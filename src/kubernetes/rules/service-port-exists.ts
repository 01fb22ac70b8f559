import { documents } from '../examples.ts';
import { changeTo } from '../change-to.ts';
import { at, items, textAt, valueAt } from '../fields.ts';
import { podsSelectedBy } from '../selectors/selected-pods.ts';
import { relatedTo } from '../object-place.ts';
import { workspaceRule } from '../rule-kinds.ts';
import { similarName } from '../../lint/similar-word.ts';
import { podSpec } from '../pods/workloads.ts';
import type { Located } from '../model.ts';

const service = (port: string) =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector: { app: web }\n  ports:\n    - port: 80\n      targetPort: ${port}\n`;
const pod =
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels: { app: web }\nspec:\n  containers:\n    - name: web\n      image: web:1\n      ports:\n        - name: http\n          containerPort: 8080\n';

export const servicePortExists = workspaceRule({
  id: 'service-port-exists',
  kinds: ['Service'],
  title: 'Let the Service name a port that the pods have',
  severity: 'warning',
  aliases: [],
  why: 'A `targetPort` by name is looked up in the containers of each pod; a pod without it gets no traffic. (A number needs no entry in the pod, so nothing is said about numbers.)',
  examples: [
    { bad: documents(service('«htpp»'), pod), good: documents(service('http'), pod), fixed: true },
    { bad: documents(service('«metrics»'), pod), good: documents(service('http'), pod), fixed: true },
  ],
  *check(subject) {
    const { manifest, workspace, file } = subject;
    const named = items(at(manifest.root, 'spec', 'ports')).filter((port) => isName(valueAt(port, 'targetPort')));
    if (named.length === 0 || workspace.mayBePatched(subject, ['targetPort'])) return;
    const pods = podsSelectedBy(workspace, subject);
    if (pods?.state !== 'found' || pods.objects.some((one) => workspace.mayBePatched(one, ['ports'], subject))) return;
    for (const port of named) {
      const target = at(port, 'targetPort');
      const name = textAt(target) ?? '';
      const protocol = textAt(port, 'protocol') ?? 'TCP';
      const ports = pods.objects.map((one) => portsOf(one, protocol));
      if (!target || ports.some((names) => names === undefined || names.includes(name))) continue;
      const known = new Set(ports.flatMap((names) => names ?? []).filter((one) => one !== ''));
      const [only] = known;
      const likely = similarName(name, known) ?? (known.size === 1 ? only : undefined);
      yield {
        start: target.start,
        end: target.end,
        message: ['No container that the Service selects has a {0} port named `{1}`', protocol, name],
        related: pods.objects.slice(0, 3).map((one) => relatedTo(one, ['Selected by the Service'])),
        fixes: changeTo(file.text, target, likely),
      };
    }
  },
});

/** Names are texts that are no numbers. */
function isName(port: unknown): boolean {
  return typeof port === 'string' && !/^\d+$/.test(port) && !/[${}]/.test(port);
}

/** Undefined: a name is put together elsewhere. */
function portsOf({ manifest }: Located, protocol: string): string[] | undefined {
  const names = (podSpec(manifest)?.containers ?? []).flatMap(({ field }) =>
    items(at(field, 'ports')).flatMap((port) =>
      (textAt(port, 'protocol') ?? 'TCP') === protocol ? [textAt(port, 'name') ?? ''] : [],
    ),
  );
  return names.some((name) => /[${}]/.test(name)) ? undefined : names;
}
