import { documents } from '../examples.ts';
import { at, items, textAt } from '../fields.ts';
import { plainSelector, selectsAll } from '../selectors/label-selector.ts';
import type { Located } from '../model.ts';
import { relatedTo } from '../object-place.ts';
import { containerPorts } from '../pods/probes.ts';
import { workspaceRule } from '../rule-kinds.ts';
import type { ManifestSubject } from '../subject.ts';
import { podSpec } from '../pods/workloads.ts';

const service =
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  selector: «{ app: shop }»\n  ports:\n    - port: 80\n      targetPort: 8080\n';
const workload = (name: string, labels: string, ports = '') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  selector:\n    matchLabels: { ${labels} }\n  template:\n    metadata:\n      labels: { ${labels} }\n    spec:\n      containers:\n        - name: ${name}\n          image: ${name}:1\n${ports}`;
const listening = '          ports: [{ containerPort: 8080 }]\n';

export const serviceSelectsOneWorkload = workspaceRule({
  id: 'service-selects-one-workload',
  kinds: ['Service'],
  title: 'Let the Service select the pods of one workload',
  severity: 'warning',
  aliases: [],
  why: 'A label that two workloads share lets a Service send requests to both: to the worker, too, which does not listen. Nothing is said where all of them have the port, or where labels or names show that they are versions of one program (canary, blue and green).',
  examples: [
    {
      bad: documents(
        service,
        workload('shop-api', 'app: shop, part: api', listening),
        workload('shop-worker', 'app: shop, part: worker'),
      ),
      good: documents(
        service.replace('«{ app: shop }»', '{ app: shop, part: api }'),
        workload('shop-api', 'app: shop, part: api', listening),
        workload('shop-worker', 'app: shop, part: worker'),
      ),
    },
    {
      bad: documents(
        service,
        workload('shop', 'app: shop', listening),
        workload('reports', 'app: shop, part: reports'),
      ),
      good: documents(
        service.replace(/[«»]/g, ''),
        workload('shop', 'app: shop, track: stable', listening),
        workload('shop-canary', 'app: shop, track: canary'),
      ),
    },
  ],
  *check(subject) {
    const { manifest, workspace } = subject;
    const field = at(manifest.root, 'spec', 'selector');
    const selector = plainSelector(field);
    const ports = items(at(manifest.root, 'spec', 'ports'));
    if (!field || ports.length === 0 || selectsAll(selector)) return;
    // What a kustomization gives to selectors and pods alike tells workloads apart in what is built only.
    if ([...selector.labels.keys()].some((key) => workspace.relabels(key))) return;
    const pods = workspace.podsOf(selector, subject);
    if (pods.state !== 'found') return;
    const hasVariants = workspace.named('Service', manifest.name).some((one) => isVariant(one, subject));
    const workloads = pods.objects.filter(
      ({ manifest: { kind }, file }) => KINDS.has(kind) && (!hasVariants || file.file === subject.file.file),
    );
    const names = new Set(workloads.map(({ manifest: { kind, name } }) => `${kind}/${name}`));
    if (names.size < 2 || areVersions(workloads)) return;
    const targets = ports.map((port) => textAt(port, 'targetPort') ?? textAt(port, 'port') ?? '');
    const deaf = workloads.filter((one) => !targets.some((target) => hasPort(one, target)));
    const surelyDeaf = deaf.filter((one) => !workspace.mayBePatched(one, ['ports'], subject));
    const [first] = surelyDeaf;
    if (!first || deaf.length === workloads.length) return;
    yield {
      start: field.start,
      end: field.end,
      message: [
        'The Service also selects the pods of {0} `{1}`, which do not have its port',
        first.manifest.kind,
        first.manifest.name,
      ],
      related: workloads.slice(0, 3).map((one) => relatedTo(one, ['Selected by the Service'])),
    };
  },
});

const KINDS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout']);
const VERSION_LABEL = /(?:^|[./-])(?:version|track|colou?r|slot|release|variant|canary|revision|stage)$/;
const VERSION_NAME = /(?:^|-)(?:canary|stable|blue|green|primary|preview|active|v\d+)(?:-|$)/;

/** Whether it is the same Service in another file: then each of them is for what is applied with it. */
function isVariant({ manifest, file }: Located, { manifest: own, file: { file: name }, workspace }: ManifestSubject) {
  return file.file !== name && manifest.namespace === own.namespace && !workspace.isPatch(file.file);
}

/** Whether labels or names say that some of these are another version of the others. */
function areVersions(workloads: readonly Located[]): boolean {
  return workloads.some(
    ({ manifest }) =>
      VERSION_NAME.test(manifest.name) ||
      [...(podSpec(manifest)?.labels.keys() ?? [])].some((key) => VERSION_LABEL.test(key)),
  );
}

function hasPort({ manifest }: Located, target: string): boolean {
  const ports = podSpec(manifest)?.containers.flatMap(containerPorts) ?? [];
  return ports.some(({ number, name }) => String(number) === target || name === target);
}
