import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { at, textAt, valueAt } from '../../src/kubernetes/fields.ts';
import { lintManifests } from '../../src/kubernetes/lint.ts';
import { outlineManifests } from '../../src/kubernetes/editing/outline.ts';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { workloadAnchors } from '../../src/kubernetes/editing/workload-lens.ts';
import { podSpec } from '../../src/kubernetes/pods/workloads.ts';
import { createWorkspace } from '../../src/kubernetes/workspace.ts';
import { say } from '../../src/words/message.ts';
import { endsWithin } from '../cost.ts';

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  labels: { app: a }\nspec:\n  containers:\n    - name: main\n      image: a:1\n';
const names = (text: string, file = 'a.yaml') =>
  parseManifests(text, file).manifests.map(
    ({ kind, name, namespace }) => `${kind} ${name}${namespace && `@${namespace}`}`,
  );

describe('objects in a file', () => {
  const cases: readonly [name: string, text: string, objects: string[], file?: string][] = [
    ['one', POD, ['Pod a']],
    ['several documents', `${POD}---\n${POD.replace('name: a', 'name: b')}`, ['Pod a', 'Pod b']],
    ['a comment behind the marker', `--- # first\n${POD}`, ['Pod a']],
    ['an empty document', `---\n---\n${POD}---\n`, ['Pod a']],
    ['CRLF', POD.replaceAll('\n', '\r\n'), ['Pod a']],
    ['BOM', `\uFEFF${POD}`, ['Pod a']],
    ['JSON', '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","namespace":"x"}}', ['Pod a@x'], 'a.json'],
    [
      'a List',
      'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Secret\n    metadata: { name: s }\n  - { apiVersion: v1, kind: Pod, metadata: { name: p } }\n',
      ['Secret s', 'Pod p'],
    ],
    ['anchors and aliases', 'apiVersion: v1\nkind: ConfigMap\nmetadata: &m\n  name: a\nother: *m\n', ['ConfigMap a']],
    [
      'merge keys',
      'base: &b { name: a }\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  <<: *b\n  namespace: n\n',
      ['ConfigMap a@n'],
    ],
    ['no manifest', 'name: x\non: push\n', []],
    ['a list of things', '- a\n- b\n', []],
    ['nothing', '', []],
    ['a kustomization without its kind', 'resources: [a.yaml]\n', ['Kustomization '], 'x/kustomization.yaml'],
    ['half typed', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name', ['Pod ']],
  ];
  for (const [name, text, objects, file] of cases) it(name, () => assert.deepEqual(names(text, file), objects));
});

describe('YAML as kubectl reads it', () => {
  const cases: readonly [name: string, text: string, value: unknown][] = [
    ['numbers in octal', 'a: 0644', 420],
    ['and in the notation of YAML 1.2', 'a: 0o644', 420],
    ['numbers that cannot be octal', 'a: 0888', 888],
    ['octal where the library reads', 'a: &x 0644\nb: !y z', 420],
    ['text in quotes that is indented too little', "a: 'one\ntwo'", 'one two'],
    ['brackets that are', 'a: [\n0644\n]', 420],
  ];
  for (const [name, text, value] of cases) {
    it(name, () => {
      const { syntax, manifests } = parseManifests(`apiVersion: v1\nkind: ConfigMap\ndata:\n  ${text}\n`);
      assert.deepEqual(syntax, []);
      const data = at(manifests[0]?.root, 'data', 'a');
      assert.equal(valueAt(data?.kind === 'list' ? data.items[0] : data), value);
    });
  }
  it('but not a marker in quotes', () => {
    assert.equal(parseManifests("apiVersion: v1\nkind: ConfigMap\ndata:\n  a: 'one\n--- two'\n").syntax.length, 1);
  });
});

describe('places', () => {
  it('are those of the text, in block and flow style, quoted or not', () => {
    for (const text of [
      POD,
      POD.replaceAll('\n', '\r\n'),
      POD.replace('a:1', '"a:1"'),
      JSON.stringify({ apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ image: 'a:1' }] } }),
    ]) {
      const field = at(parseManifests(text).manifests[0]?.root, 'spec', 'containers', 0, 'image');
      assert.ok(field);
      assert.match(text.slice(field.start, field.end), /^"?a:1"?$/);
      assert.equal(textAt(field), 'a:1');
    }
  });
  it('give an outline and a lens to every workload', () => {
    const text = `${POD}---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\n`;
    const file = parseManifests(text);
    assert.deepEqual(
      outlineManifests(file).map(({ name }) => name),
      ['Pod a', 'Deployment web'],
    );
    assert.deepEqual(
      workloadAnchors(file).map(({ name, start, end }) => [name, text.slice(start, end)]),
      [['Deployment/web', 'kind: Deployment']],
    );
  });
});

describe('pods of every kind', () => {
  const podOf = (text: string) => parseManifests(text).manifests.map(podSpec)[0];
  const template =
    'metadata: { labels: { app: x } }, spec: { containers: [{ name: c }], initContainers: [{ name: i }, { name: s, restartPolicy: Always }] }';
  const cases: readonly [kind: string, spec: string][] = [
    ['Deployment', `{ template: { ${template} } }`],
    ['StatefulSet', `{ template: { ${template} } }`],
    ['DaemonSet', `{ template: { ${template} } }`],
    ['ReplicaSet', `{ template: { ${template} } }`],
    ['Job', `{ template: { ${template} } }`],
    ['Rollout', `{ template: { ${template} } }`],
    ['CronJob', `{ jobTemplate: { spec: { template: { ${template} } } } }`],
  ];
  for (const [kind, spec] of cases) {
    it(kind, () => {
      const pod = podOf(`apiVersion: x/v1\nkind: ${kind}\nspec: ${spec}\n`);
      assert.deepEqual(
        pod?.containers.map((container) => `${container.kind} ${container.name}`),
        ['init i', 'sidecar s', 'container c'],
      );
      assert.equal(pod.labels.get('app'), 'x');
    });
  }
  it('and of nothing else', () => assert.equal(podOf('apiVersion: v1\nkind: Service\nspec: {}\n'), undefined));
});

describe('Helm templates', () => {
  const cases: readonly [name: string, text: string, template: boolean, file?: string][] = [
    ['an action on a line of its own', `${POD}{{- if .x }}\nfoo: 1\n{{- end }}\n`, true],
    ['a value', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}\n', true],
    ['in the folder of a chart', `${POD}  # {{ x }}\n`, true, 'chart/templates/pod.yaml'],
    [
      'braces in quotes are text',
      `${POD}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata:\n  a: "{{ .x }}"\n`,
      false,
    ],
    [
      'braces in a block scalar are text',
      `${POD}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata:\n  a: |\n    {{ if x }}y{{ end }}\n`,
      false,
    ],
  ];
  for (const [name, text, template, file] of cases)
    it(name, () => assert.equal(parseManifests(text, file ?? 'a.yaml').helmTemplate, template));
});

describe('faults of YAML', () => {
  const messages = (text: string) => parseManifests(text, 'a.yaml').syntax.map(({ message }) => say(message));
  it('are reported in manifests only', () => {
    assert.deepEqual(messages('a: {\n'), []);
    assert.equal(messages(`${POD}metadata: {`).length > 0, true);
  });
  it('name tabs and duplicate keys', () => {
    assert.ok(messages(`${POD}\tx: 1\n`).length > 0);
    assert.deepEqual(messages(POD.replace('kind: Pod\n', 'kind: Pod\nkind: Pod\n')), [
      '`kind` is there twice; the API server keeps one of them',
    ]);
  });
});

describe('any text', () => {
  const inspect = (text: string) => {
    const file = parseManifests(text, 'a.yaml');
    const workspace = createWorkspace();
    workspace.set('a.yaml', file);
    workspace.setComplete(true);
    const findings = lintManifests(file, workspace, { enableAll: true });
    const edits = findings.flatMap(({ fixes }) => fixes ?? []).flatMap((fix) => fix.edits);
    for (const { start, end } of [...findings, ...edits, ...file.comments, ...outlineManifests(file)]) {
      if (!(start >= 0 && start <= end && end <= text.length))
        assert.fail(`${start}–${end} in ${JSON.stringify(text)}`);
    }
    return findings;
  };
  const deployment =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop # gantry-ignore x\n  labels: &l\n    app: shop\nspec:\n  selector:\n    matchLabels: *l\n  template:\n    metadata:\n      labels: { <<: *l, tier: "web" }\n    spec:\n      containers:\n        - name: shop\n          image: shop:1\n          ports:\n            - containerPort: 8080\n          securityContext: { runAsNonRoot: true }\n          args: ["a b", \'c\', |\n            d\n            ]\n';

  it('is read at every keystroke of typing a Deployment, and nothing below the cursor is called wrong', () => {
    for (const text of [deployment, deployment.replaceAll('\n', '\r\n')]) {
      for (let end = 0; end <= text.length; end++) {
        for (const { start, severity, rule } of inspect(text.slice(0, end))) {
          if (severity === 'error' && rule !== 'yaml-syntax')
            assert.fail(`${rule} at ${start} of ${JSON.stringify(text.slice(0, end))}`);
        }
      }
    }
  });

  it('is read when it is mutated at random', () => {
    let seed = 11;
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    const pieces = [
      '\n',
      '\r',
      '\t',
      ' ',
      ':',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '*l',
      '&x',
      '<<: ',
      '|',
      '>',
      '#',
      '---\n',
      '{{',
      '\0',
      '\uD800',
      '!!binary ',
      '? ',
    ];
    for (let round = 0; round < 2500; round++) {
      let text = deployment;
      for (let change = 0; change <= random(4); change++) {
        const place = random(text.length + 1);
        text = text.slice(0, place) + (pieces[random(pieces.length)] ?? '') + text.slice(place + random(6));
      }
      inspect(text);
    }
  });

  it('does not explode on alias bombs, deep nesting or many documents', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...Array.from(
        { length: 8 },
        (_, i) =>
          `${'bcdefghi'[i] ?? ''}: &${'bcdefghi'[i] ?? ''} [${Array(9)
            .fill(`*${'abcdefgh'[i] ?? ''}`)
            .join()}]`,
      ),
    ];
    for (const text of [
      `apiVersion: v1\nkind: ConfigMap\n${bomb.join('\n')}\n`,
      `apiVersion: v1\nkind: ConfigMap\ndata: ${'['.repeat(500)}${']'.repeat(500)}\n`,
      `${POD}---\n`.repeat(300),
    ])
      endsWithin(3000, () => inspect(text));
  });
});
