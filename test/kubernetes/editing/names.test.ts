import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { definitionsOf, mentionAt, occurrencesOf } from '../../../src/kubernetes/editing/names/named-things.ts';
import { prepareRename, rename } from '../../../src/kubernetes/editing/rename.ts';
import { parseManifests } from '../../../src/kubernetes/parse.ts';
import { applyEdits } from '../../../src/lint/fix.ts';
import { say } from '../../../src/words/message.ts';
import { SHOP, workspaceOf } from './workspace-of.ts';

type Files = Readonly<Record<string, string>>;

/** `«…»` marks the name that is asked for, `‹…›` the other places that mean the same; in the files as they come. */
function marked(files: Files) {
  const places: string[] = [];
  const texts: Record<string, string> = {};
  let asked: { file: string; offset: number } | undefined;
  for (const [file, text] of Object.entries(files)) {
    let plain = '';
    for (const part of text.split(/(?=[«‹»›])/)) {
      const opens = /^[«‹]/.test(part);
      if (opens) places.push(`${file}:${plain.length}`);
      if (part.startsWith('«')) asked = { file, offset: plain.length };
      plain += part.replace(/^[«‹»›]/, '');
    }
    texts[file] = plain;
  }
  assert.ok(asked);
  return { texts, places, asked };
}

function look(files: Files) {
  const { texts, places, asked } = marked(files);
  const workspace = workspaceOf(texts);
  const file = parseManifests(texts[asked.file] ?? '', asked.file);
  return { workspace, file, texts, places, offset: asked.offset + 1 };
}

const object = (kind: string, rest: string, meta = '') =>
  `apiVersion: v1\nkind: ${kind}\nmetadata: { name: x, namespace: prod${meta} }\n${rest}\n`;
const named = (kind: string, name: string, rest = '') =>
  `apiVersion: v1\nkind: ${kind}\nmetadata: { name: ${name}, namespace: prod }\n${rest}\n`;
const pod = (spec: string) => object('Pod', `spec:\n  ${spec}`);

const cases: readonly (readonly [name: string, files: Files])[] = [
  [
    'a ConfigMap from every place that names it',
    {
      'a.yaml': pod(
        'containers: [{ name: a, envFrom: [{ configMapRef: { name: ‹settings› } }], env: [{ name: A, valueFrom: { configMapKeyRef: { name: «settings», key: settings } } }] }]\n  volumes: [{ name: settings, configMap: { name: ‹settings› } }]',
      ),
      'b.yaml': named('ConfigMap', '‹settings›'),
      'c.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: dev }\n',
      'd.yaml': named('Secret', 'settings'),
    },
  ],
  [
    'a key of it',
    {
      'a.yaml': pod(
        'containers: [{ name: a, env: [{ name: LEVEL, valueFrom: { configMapKeyRef: { name: c, key: ‹LEVEL› } } }] }]\n  volumes: [{ name: v, configMap: { name: c, items: [{ key: "‹LEVEL›", path: LEVEL }] } }]',
      ),
      'b.yaml': named('ConfigMap', 'c', 'data:\n  «LEVEL»: info\n  OTHER: LEVEL'),
      'd.yaml': named('ConfigMap', 'd', 'data: { LEVEL: info }'),
    },
  ],
  [
    'a Secret in quotes',
    {
      'a.yaml': pod("imagePullSecrets: [{ name: '«pull»' }]\n  containers: []"),
      'b.yaml': named('Secret', '"‹pull›"'),
    },
  ],
  [
    'an account and its bindings',
    {
      'a.yaml': pod('serviceAccountName: ‹shop›\n  containers: []'),
      'b.yaml': named('ServiceAccount', '«shop»'),
      'c.yaml': named(
        'RoleBinding',
        'shop',
        'subjects: [{ kind: ServiceAccount, name: ‹shop›, namespace: prod }]\nroleRef: { kind: Role, name: shop }',
      ),
    },
  ],
  [
    'a Service behind an Ingress',
    {
      'a.yaml': named('Ingress', 'i', 'spec: { defaultBackend: { service: { name: «web», port: { name: web } } } }'),
      'b.yaml': named('Service', '‹web›', 'spec: { ports: [{ name: web, port: 80 }] }'),
    },
  ],
  [
    'its port',
    {
      'a.yaml': named('Ingress', 'i', 'spec: { defaultBackend: { service: { name: web, port: { name: «web» } } } }'),
      'b.yaml': named('Service', 'web', 'spec: { ports: [{ name: ‹web›, port: 80 }] }'),
    },
  ],
  [
    'a port of a container, through the Service in front of it',
    {
      'a.yaml': object(
        'Deployment',
        'spec:\n  template:\n    metadata: { labels: { app: a } }\n    spec: { containers: [{ name: http, ports: [{ name: ‹http›, containerPort: 80 }], readinessProbe: { httpGet: { port: «http» } } }] }',
      ),
      'b.yaml': named(
        'Service',
        's',
        'spec: { selector: { app: a }, ports: [{ name: http, port: 80, targetPort: ‹http› }] }',
      ),
      'c.yaml': named(
        'Pod',
        'other',
        'spec: { containers: [{ name: a, ports: [{ name: http, containerPort: 80 }] }] }',
      ),
    },
  ],
  [
    'a port of two workloads behind one Service',
    {
      'a.yaml': `${named('Pod', 'one', 'spec: { containers: [{ name: a, ports: [{ name: «http», containerPort: 80 }] }] }').replace('prod }', 'prod, labels: { app: a } }')}---\n${named('Pod', 'two', 'spec: { containers: [{ name: a, ports: [{ name: ‹http›, containerPort: 80 }] }] }').replace('prod }', 'prod, labels: { app: a } }')}`,
      'b.yaml': named('Service', 's', 'spec: { selector: { app: a }, ports: [{ port: 80, targetPort: ‹http› }] }'),
    },
  ],
  [
    'a volume',
    {
      'a.yaml': pod(
        'volumes: [{ name: «tmp», emptyDir: {} }, { name: other }]\n  containers: [{ name: a, volumeMounts: [{ name: ‹tmp›, mountPath: /tmp }] }, { name: tmp, volumeMounts: [{ name: ‹tmp›, mountPath: /x }] }]',
      ),
      'b.yaml': named('Pod', 'q', 'spec: { volumes: [{ name: tmp }], containers: [] }'),
    },
  ],
  [
    'a label’s value, in labels and selectors of the namespace',
    {
      'a.yaml': object(
        'Deployment',
        'spec:\n  selector: { matchLabels: { app: ‹shop› } }\n  template:\n    metadata: { labels: { app: «shop», tier: shop } }\n    spec: { containers: [] }',
        ', labels: { app: ‹shop› }',
      ),
      'b.yaml': named('Service', 'shop', 'spec: { selector: { app: ‹shop› } }'),
      'c.yaml': named(
        'NetworkPolicy',
        'n',
        'spec: { podSelector: { matchExpressions: [{ key: app, operator: In, values: [‹shop›, other] }] } }',
      ),
      'd.yaml':
        'apiVersion: v1\nkind: Service\nmetadata: { name: s, namespace: dev }\nspec: { selector: { app: shop } }\n',
    },
  ],
  [
    'a label’s key',
    {
      'a.yaml': object('Pod', 'spec: { containers: [] }', ', labels: { ‹app›: a }'),
      'b.yaml': named('Service', 's', 'spec: { selector: { «app»: a } }'),
      'c.yaml': named(
        'PodDisruptionBudget',
        'n',
        'spec: { selector: { matchExpressions: [{ key: ‹app›, operator: Exists }] } }',
      ),
    },
  ],
  [
    'labels of namespaces are not those of pods',
    {
      'a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: n, labels: { team: «a» } }\n',
      'b.yaml': named(
        'NetworkPolicy',
        'x',
        'spec: { podSelector: { matchLabels: { team: a } }, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: ‹a› } } }] }] }',
      ),
    },
  ],
  [
    'a namespace',
    {
      'a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: «prod» }\n',
      'b.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: prod, namespace: ‹prod› }\n',
      'kustomization.yaml': 'namespace: ‹prod›\n',
    },
  ],
  [
    'a patch and its target',
    {
      'a.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: «shop» }\nspec: {}\n',
      'patch.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ‹shop› }\n',
      'kustomization.yaml':
        'resources: [a.yaml]\npatches:\n  - path: patch.yaml\n  - target: { kind: Deployment, name: ‹shop› }\n    patch: ""\n',
    },
  ],
  [
    'a port of pods and their monitor',
    {
      'a.yaml': object(
        'Pod',
        'spec: { containers: [{ name: c, ports: [{ name: «http», containerPort: 80 }] }] }',
        ', labels: { app: a }',
      ),
      'b.yaml': named(
        'PodMonitor',
        'm',
        'spec: { selector: { matchLabels: { app: a } }, podMetricsEndpoints: [{ port: ‹http› }] }',
      ),
      'c.yaml': named(
        'PodMonitor',
        'n',
        'spec: { selector: { matchLabels: { app: b } }, podMetricsEndpoints: [{ port: http }] }',
      ),
    },
  ],
  [
    'a workload and its autoscaler',
    {
      'a.yaml': named('Deployment', '‹shop›', 'spec: {}'),
      'b.yaml': named(
        'HorizontalPodAutoscaler',
        'shop',
        'spec: { scaleTargetRef: { kind: Deployment, name: «shop» } }',
      ),
    },
  ],
];

describe('what means the same', () => {
  for (const [name, files] of cases) {
    it(name, () => {
      const { workspace, file, texts, places, offset } = look(files);
      const mention = mentionAt(file, offset, workspace);
      assert.ok(mention, 'something is named there');
      const found = occurrencesOf(mention, workspace);
      assert.deepEqual(found.map((one) => `${one.file}:${one.start}`).sort(), [...places].sort());
      for (const one of found) assert.equal(texts[one.file]?.slice(one.start, one.end), mention.name);
      assert.ok(definitionsOf(found).length > 0);
    });

    it(`${name}: renamed, it still means the same`, () => {
      const { workspace, file, texts, places, offset } = look(files);
      const renamed = rename(file, offset, 'fresh', workspace);
      assert.ok(renamed && 'edits' in renamed, renamed && 'refused' in renamed ? say(renamed.refused) : '');
      const after = Object.fromEntries(
        Object.entries(texts).map(([path, text]) => [path, applyEdits(text, renamed.edits.get(path) ?? [])]),
      );
      const again = workspaceOf(after);
      const [first = ''] = places;
      const path = first.slice(0, first.lastIndexOf(':'));
      const there = mentionAt(
        parseManifests(after[path] ?? '', path),
        Number(first.slice(first.lastIndexOf(':') + 1)) + 1,
        again,
      );
      assert.ok(there);
      assert.equal(occurrencesOf(there, again).length, places.length);
    });
  }
});

const refusals: readonly (readonly [name: string, files: Files, to: string, why: RegExp])[] = [
  [
    'what is defined nowhere',
    { 'a.yaml': pod('serviceAccountName: «shop»\n  containers: []') },
    'x',
    /`shop` is not defined/,
  ],
  ['a name that the API server refuses', { 'a.yaml': named('Service', '«shop»') }, 'Shop_1', /no name of a Service/],
  [
    'a name of a port that is too long',
    { 'a.yaml': pod('containers: [{ name: a, ports: [{ name: «http», containerPort: 1 }] }]') },
    'a-very-long-name',
    /no name of a port/,
  ],
  [
    'a value that is no label',
    { 'a.yaml': object('Pod', 'spec: { containers: [] }', ', labels: { app: «a» }') },
    'a b',
    /no value of a label/,
  ],
  [
    'a name that is taken',
    { 'a.yaml': named('ConfigMap', '«a»'), 'b.yaml': named('ConfigMap', 'b') },
    'b',
    /`b` is there already, in `b.yaml`/,
  ],
  [
    'a label that others have',
    {
      'a.yaml': object('Pod', 'spec: { containers: [] }', ', labels: { app: «a» }'),
      'b.yaml': named('Service', 's', 'spec: { selector: { app: b } }'),
    },
    'b',
    /the two would be one/,
  ],
  [
    'a port by number',
    { 'a.yaml': pod('containers: [{ name: a, ports: [{ containerPort: «8080» }] }]') },
    'x',
    /by its number/,
  ],
  [
    'what the cluster makes',
    { 'a.yaml': pod('serviceAccountName: «default»\n  containers: []') },
    'x',
    /The cluster itself makes `default`/,
  ],
  [
    'what an alias stands for',
    {
      'a.yaml': `${named('ConfigMap', '«cc»')}---\napiVersion: v1\nkind: Pod\nmetadata: { name: &n cc, namespace: prod }\nspec: { containers: [{ name: a, envFrom: [{ configMapRef: { name: *n } }] }] }\n`,
    },
    'x',
    /an alias or an escape/,
  ],
  [
    'what a template may mean',
    { 'a.yaml': named('ConfigMap', '«cc»'), 'chart/templates/x.yaml': 'name: {{ .x }}\nref: cc\n' },
    'x',
    /template `chart\/templates\/x.yaml` may mean `cc`/,
  ],
  [
    'a label of a kustomization',
    {
      'a.yaml': object('Pod', 'spec: { containers: [] }', ', labels: { app: «a» }'),
      'kustomization.yaml': 'commonLabels: { app: a }\n',
    },
    'x',
    /kustomization sets the label `app`/,
  ],
  [
    'a namesake that a kustomization may bring along',
    {
      'a.yaml': named('ConfigMap', '«cc»'),
      'b.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: cc }\n',
      'kustomization.yaml': 'namespace: prod\n',
    },
    'x',
    /another ConfigMap `cc` in `b.yaml`/,
  ],
];

describe('renaming refuses', () => {
  for (const [name, files, to, why] of refusals) {
    it(name, () => {
      const { workspace, file, offset } = look(files);
      const result = rename(file, offset, to, workspace);
      assert.ok(result && 'refused' in result);
      assert.match(say(result.refused), why);
    });
  }

  it('while files are read', () => {
    const { workspace, file, offset } = look({ 'a.yaml': named('ConfigMap', '«a»') });
    workspace.setComplete(false);
    const result = prepareRename(file, offset, workspace);
    assert.ok(result && 'refused' in result);
  });

  it('nothing where nothing is named', () => {
    const { workspace, file, offset } = look({
      'a.yaml': named('Pod', 'p', 'spec: { containers: [{ name: a, image: «nginx» }] }'),
    });
    assert.equal(prepareRename(file, offset, workspace), undefined);
  });
});

it('quotes a label that would be a number', () => {
  const { workspace, file, offset } = look({
    'a.yaml': object('Pod', 'spec: { containers: [] }', ', labels: { app: «a» }'),
  });
  const renamed = rename(file, offset, '1', workspace);
  assert.ok(renamed && 'edits' in renamed);
  assert.equal(renamed.edits.get('a.yaml')?.[0]?.text, '"1"');
});

it('finds nothing wrong in the usual example', () => {
  const workspace = workspaceOf(SHOP);
  for (const file of workspace.files()) {
    for (let offset = 0; offset < file.text.length; offset += 3) {
      const mention = mentionAt(file, offset, workspace);
      if (mention) assert.ok(occurrencesOf(mention, workspace).length > 0);
    }
  }
});
