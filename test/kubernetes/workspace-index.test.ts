import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plainSelector } from '../../src/kubernetes/selectors/label-selector.ts';
import { lintManifests } from '../../src/kubernetes/lint.ts';
import type { Located } from '../../src/kubernetes/model.ts';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { referencesOf } from '../../src/kubernetes/references/references.ts';
import { createWorkspace, type Workspace } from '../../src/kubernetes/workspace.ts';

/** A generator of numbers below a bound; the same seed gives the same. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const NAMES = ['a', 'b', 'c'];
const NAMESPACES = ['', 'default', 'x'];
const FILES = ['a.yaml', 'b.yaml', 'base/a.yaml', 'base/kustomization.yaml', 'over/kustomization.yaml', 'over/p.yaml'];

function randomText(file: string, random: (below: number) => number): string {
  const pick = (list: readonly string[]) => list[random(list.length)] ?? '';
  if (file.endsWith('kustomization.yaml')) {
    const lines = [
      'resources: [a.yaml, ../base]',
      'resources: [../base]',
      'resources: [a.yaml]',
      'resources: ["https://example.com/x"]',
      'namespace: x',
      'namePrefix: p-',
      'patches: [{ path: p.yaml }]',
      'configMapGenerator: [{ name: b, literals: [k=v] }]',
      'commonLabels: { app: c }',
    ];
    return `${[...new Set([pick(lines), pick(lines), pick(lines)])].join('\n')}\n`;
  }
  const object = () => {
    const [name, other, namespace] = [pick(NAMES), pick(NAMES), pick(NAMESPACES)];
    const metadata = `metadata: { name: ${name}${namespace === '' ? '' : `, namespace: ${namespace}`} }`;
    return pick([
      `apiVersion: v1\nkind: Service\n${metadata}\nspec: { selector: { app: ${other} }, ports: [{ port: 80 }] }\n`,
      `apiVersion: v1\nkind: ConfigMap\n${metadata}\ndata: { k: v }\n`,
      `apiVersion: apps/v1\nkind: Deployment\n${metadata}\nspec:\n  selector: { matchLabels: { app: ${other} } }\n  template:\n    metadata: { labels: { app: ${other} } }\n    spec: { containers: [{ name: c, image: a, envFrom: [{ configMapRef: { name: ${other} } }] }] }\n`,
      `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n${metadata}\nspec: { podSelector: { matchLabels: { app: ${other} } } }\n`,
      `apiVersion: networking.k8s.io/v1\nkind: Ingress\n${metadata}\nspec: { defaultBackend: { service: { name: ${other}, port: { number: 80 } } } }\n`,
      `apiVersion: operators.example.com/v1\nkind: Thing\n${metadata}\nspec: {}\n`,
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: [\n`,
    ]);
  };
  return `${object()}---\n${object()}`;
}

/** Everything that a workspace says of its objects. */
function answers(workspace: Workspace): unknown {
  const show = ({ file, manifest }: Located) => `${file.file} ${manifest.kind} ${manifest.namespace}/${manifest.name}`;
  return [...workspace.files()].flatMap((file) => [
    file.file,
    workspace.isPatch(file.file),
    lintManifests(file, workspace, { enableAll: true }).map(({ rule, start, message }) => [rule, start, message]),
    ...file.manifests.map((manifest) => {
      const object = { file, manifest };
      const pods = workspace.podsOf(plainSelector(undefined), object);
      return [
        referencesOf(manifest).map((reference) => {
          const found = workspace.resolve(reference, object);
          return [
            found.state,
            found.state === 'found' && show(found.object),
            workspace.resolvePart(reference, object).state,
          ];
        }),
        workspace.referrers(object).map((one) => [show(one.object), one.reference.via]),
        workspace.selecting('NetworkPolicy', object).objects.map(show),
        pods.state === 'found' ? pods.objects.map(show) : pods.state,
        workspace.inNamespace(manifest.kind, manifest.namespace).map(show),
        workspace.namespaceObjects(manifest.namespace).map(show),
      ];
    }),
  ]);
}

describe('the index after random edits', () => {
  for (let seed = 1; seed <= 30; seed++) {
    it(`says what a fresh one says (${String(seed)})`, () => {
      const random = numbers(seed);
      const warm = createWorkspace();
      warm.setComplete(true);
      const texts = new Map<string, string>();
      for (let step = 0; step < 25; step++) {
        const file = FILES[random(FILES.length)] ?? '';
        if (random(5) === 0) {
          texts.delete(file);
          warm.remove(file);
        } else {
          const text = randomText(file, random);
          texts.set(file, text);
          warm.set(file, parseManifests(text, file));
        }
        if (random(3) === 0) answers(warm);
      }
      const cold = createWorkspace();
      cold.setComplete(true);
      for (const [file, text] of texts) cold.set(file, parseManifests(text, file));
      assert.deepEqual(answers(warm), answers(cold));
    });
  }
});
