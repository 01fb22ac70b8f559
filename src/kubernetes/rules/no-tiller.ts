import type { Report } from '../../lint/rule.ts';
import { at, entries, items, textAt } from '../fields.ts';
import { objectPlace } from '../object-place.ts';
import { objectRule } from '../rule-kinds.ts';
import type { ManifestSubject } from '../subject.ts';
import { CHECKOV_CONTAINERS } from '../peers/peer-kinds.ts';
import type { PodSpecView } from '../pods/workloads.ts';

export const noTiller = objectRule({
  id: 'no-tiller',
  title: 'Remove Tiller',
  severity: 'warning',
  aliases: ['trivy:KSV-0102', 'checkov:CKV_K8S_34', 'checkov:CKV_K8S_44', 'checkov:CKV_K8S_45'],
  why: 'Tiller, the server of Helm 2, does whatever anybody in the cluster asks of it, mostly as administrator. Helm 2 ended in 2020; Helm 3 has no Tiller.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: helm\nspec:\n  containers:\n    - name: server\n      image: «gcr.io/kubernetes-helm/tiller:v2.17.0»\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: helm\nspec:\n  containers:\n    - name: helm\n      image: alpine/helm:3.19.0\n',
    },
    {
      bad: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: «tiller-deploy»\nspec: {}\n',
      good: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: deploy\nspec: {}\n',
    },
  ],
  check(subject) {
    if (subject.pod) return ofPod(subject, subject.pod);
    return subject.manifest.kind === 'Service' ? ofService(subject) : [];
  },
});

function* ofService({ manifest }: ManifestSubject): Generator<Report> {
  const selector = entries(at(manifest.root, 'spec', 'selector')).map(({ value }) => textAt(value) ?? '');
  if (![manifest.name, ...manifest.labels.values(), ...selector].some((text) => /tiller/i.test(text))) return;
  yield {
    ...objectPlace(manifest),
    message: ['The Service `{0}` opens Tiller to the cluster', manifest.name],
    aliases: ['checkov:CKV_K8S_44'],
  };
}

function* ofPod({ manifest }: ManifestSubject, pod: PodSpecView): Generator<Report> {
  const byTrivy = isNamed(manifest.name, manifest.labels) || isNamed(textAt(pod.metadata, 'name') ?? '', pod.labels);
  const byCheckov = pod.labels.get('app') === 'helm' || pod.labels.get('name') === 'tiller';
  for (const { field, kind } of pod.containers) {
    if (kind === 'ephemeral') continue;
    const image = at(field, 'image');
    const isTiller = (textAt(image) ?? '').includes('tiller');
    if (!isTiller && !byTrivy && !byCheckov) continue;
    const ofCheckov = (isTiller || byCheckov) && CHECKOV_CONTAINERS.has(manifest.kind);
    const { start, end } = isTiller && image ? image : objectPlace(manifest);
    yield {
      start,
      end,
      message: ['`{0}` runs Tiller', manifest.name],
      aliases: [
        ...((isTiller || byTrivy) && manifest.kind !== 'PodTemplate' ? ['trivy:KSV-0102'] : []),
        ...(ofCheckov ? ['checkov:CKV_K8S_34'] : []),
        ...(ofCheckov && !items(at(field, 'args')).some((arg) => isLocal(textAt(arg) ?? ''))
          ? ['checkov:CKV_K8S_45']
          : []),
      ],
    };
    if (!isTiller) return;
  }
}

function isNamed(name: string, labels: ReadonlyMap<string, string>): boolean {
  return name.includes('tiller') || labels.get('app') === 'helm' || labels.get('name') === 'tiller';
}

function isLocal(argument: string): boolean {
  return argument.includes('--listen') && /localhost|127\.0\.0\.1/.test(argument);
}
