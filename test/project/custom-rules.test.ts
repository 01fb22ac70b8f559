import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createExpressionEngine } from '../../src/cel/engine.ts';
import { projectSettings } from '../../src/config/settings.ts';
import { allRules } from '../../src/project/all-rules.ts';
import { createProject } from '../../src/project/project.ts';
import { say } from '../../src/words/message.ts';

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, labels: { app: web }, annotations: { mail: me@example.com } }
spec:
  replicas: 7
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: web:1
          imagePullPolicy: Always
          env: [{ name: DEBUG, value: "1" }]
          ports: [{ containerPort: 22 }]
`;

/** Messages of some rules in the files of a workspace. */
function messages(files: Readonly<Record<string, string>>, wanted: (rule: string) => boolean): string[] {
  const project = createProject();
  const file = (name: string) => (files[name] === undefined ? {} : { file: name, text: files[name] });
  const gantry = file('.gantry.yaml');
  const kubeLinter = file('.kube-linter.yaml');
  project.configure(
    projectSettings(
      {
        ...('text' in gantry ? { gantry: [gantry as { file: string; text: string }] } : {}),
        ...('text' in kubeLinter ? { kubeLinter: kubeLinter as { file: string; text: string } } : {}),
      },
      allRules,
    ),
  );
  for (const [name, text] of Object.entries(files)) project.set(name, text);
  project.complete();
  assert.equal(project.wantsExpressions(), true);
  project.setExpressions(createExpressionEngine());
  return Object.keys(files).flatMap((name) =>
    project
      .findings(name)
      .filter(({ rule }) => wanted(rule))
      .map(({ message, severity, start, end }) => {
        const place = name.startsWith('.') ? ` @${files[name]?.slice(start, end) ?? ''}` : '';
        return `${severity}: ${say(message)}${place}`;
      }),
  );
}

const own = (rule: string) => /^own-/.test(rule) || rule.endsWith('-config') || rule === 'admission-policy';

describe('rules of users as expressions', () => {
  it('report what the expression does not say true of', () => {
    const config = `customRules:
  - id: own-team
    kinds: [Deployment]
    expression: '"team" in object.metadata.labels'
    message: Say which team it is of
  - id: own-replicas
    expression: object.spec.replicas <= 9
    severity: info
  - id: own-paused
    expression: object.spec.paused
    severity: hint
rules:
  own-team: error
`;
    assert.deepEqual(messages({ '.gantry.yaml': config, 'web.yaml': WEB }, own), [
      'hint: `own-paused` cannot be asked of `web`: No such key: paused',
      'error: Say which team it is of',
    ]);
  });

  it('are reported at their place in the configuration where they cannot be read', () => {
    const config = `customRules:
  - id: own-broken
    expression: 'object.spec. &&'
  - id: own-unknown
    expression: objekt.spec
  - id: memory-limit
    expression: "true"
  - id: Bad_Id
    expression: "true"
  - id: own-kind
    kind: Deployment
    expression: "true"
  - expression: "true"
`;
    assert.deepEqual(
      messages({ '.gantry.yaml': config }, own).map((one) => one.replace(/\n[^]*/, '')),
      [
        'error: The expression of `own-broken` cannot be read: Expected IDENTIFIER, got AND @&&',
        'error: The expression of `own-unknown` cannot be read: Unknown variable: objekt @objekt',
        'error: There is another rule `memory-limit` @memory-limit',
        'error: `Bad_Id` is no id; write small letters, digits and `-` @Bad_Id',
        'error: `kind` is no setting; did you mean `kinds`? @kind',
        'error: A rule of your own is a map with `id` and `expression` @expression: "true"',
      ],
    );
  });

  it('can be ignored like any other', () => {
    const config = 'customRules:\n  - { id: own-never, kinds: [Deployment], expression: "false" }\n';
    const quiet = `# gantry-ignore own-never — not yet\n${WEB}`;
    assert.deepEqual(messages({ '.gantry.yaml': config, 'web.yaml': quiet }, own), []);
  });
});

describe('checks of kube-linter’s users', () => {
  const check = (name: string, template: string, params: string, kinds = 'DeploymentLike') =>
    `  - { name: ${name}, template: ${template}, params: ${params}, scope: { objectKinds: [${kinds}] } }\n`;
  const cases: readonly [check: string, said: readonly string[]][] = [
    [check('own-a', 'required-label', '{ key: owner }'), ['warning: `web` has no label `owner`']],
    [check('own-a', 'required-label', '{ key: app, value: "^w" }'), []],
    [check('own-a', 'required-label', '{ key: app, value: "!^w" }'), ['warning: `web` has no label `app`']],
    [check('own-a', 'required-annotation', '{ key: mail, value: "[a-z]+@" }'), []],
    [check('own-a', 'forbidden-annotation', '{ key: mail }'), ['warning: The annotation `mail` is forbidden']],
    [check('own-a', 'env-var', '{ name: "^DEBUG$", value: ".+" }'), ['warning: The variable `DEBUG` is forbidden']],
    [check('own-a', 'minimum-replicas', '{ minReplicas: 8 }'), ['warning: `web` has 7 replicas, and must have 8']],
    [check('own-a', 'ports', '{ port: 22, protocol: TCP }'), ['warning: The port 22 is forbidden']],
    [
      check('own-a', 'image-pull-policy', '{ forbiddenPolicies: [Always] }'),
      ['warning: `imagePullPolicy: Always` is forbidden'],
    ],
    [
      check('own-a', 'service-account', '{ serviceAccount: "^(|default)$" }'),
      ['warning: The service account `default` is forbidden'],
    ],
    [
      check('own-a', 'disallowed-api-obj', '{ kind: Deployment }', 'Any'),
      ['warning: Objects of kind `Deployment` are forbidden'],
    ],
    [check('own-a', 'required-label', '{ key: owner }', 'Service'), []],
    [check('own-a', 'required-label', '{ key: "(" }'), []],
    [
      check('own-a', 'cel-expression', "{ check: \"object.spec.replicas > 5 ? 'too many' : ''\" }"),
      ['warning: too many'],
    ],
  ];
  for (const [written, said] of cases)
    it(written.trim(), () => {
      const config = `customChecks:\n${written}`;
      assert.deepEqual(messages({ '.kube-linter.yaml': config, 'web.yaml': WEB }, own), said);
    });

  it('are named where we cannot follow them', () => {
    const config = `customChecks:\n${check('own-a', 'required-label', '{ key: app }')}${check('own-b', 'anti-affinity', '{}')}`;
    assert.deepEqual(messages({ '.kube-linter.yaml': config }, own), [
      'warning: Checks of the template `anti-affinity` are not followed here: kube-linter alone says what `own-b` finds @anti-affinity',
    ]);
  });

  it('are left out by `exclude` and by annotation', () => {
    const checks = `customChecks:\n${check('own-a', 'required-label', '{ key: owner }')}`;
    assert.deepEqual(
      messages({ '.kube-linter.yaml': `checks: { exclude: [own-a] }\n${checks}`, 'web.yaml': WEB }, own),
      [],
    );
    const ignored = WEB.replace('annotations: {', 'annotations: { ignore-check.kube-linter.io/own-a: later,');
    assert.deepEqual(messages({ '.kube-linter.yaml': checks, 'web.yaml': ignored }, own), []);
  });
});

describe('admission policies of the workspace', () => {
  const policy = (spec: string) => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: few }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments] }]
${spec}`;
  const binding = (actions = 'Deny', more = '') => `---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: few }
spec:
  policyName: few
  validationActions: [${actions}]
${more}`;
  const FEW = '  validations: [{ expression: object.spec.replicas <= 5, message: at most five }]\n';
  const said = (text: string, web = WEB) => messages({ 'policy.yaml': text, 'web.yaml': web }, own);

  it('say what they do not let in', () => {
    assert.deepEqual(said(policy(FEW) + binding()), ['warning: The policy `few` does not let `web` in: at most five']);
    assert.deepEqual(said(policy(FEW) + binding('Warn')), [
      'info: The policy `few` does not let `web` in: at most five',
    ]);
  });

  it('have variables, conditions and messages as expressions', () => {
    const spec = `  variables: [{ name: n, expression: object.spec.replicas }]
  matchConditions: [{ name: web, expression: object.metadata.name == "web" }]
  validations: [{ expression: variables.n <= 5, messageExpression: '"not " + string(variables.n)' }]
`;
    assert.deepEqual(said(policy(spec) + binding()), ['warning: The policy `few` does not let `web` in: not 7']);
    assert.deepEqual(said(policy(spec.replace('== "web"', '== "api"')) + binding()), []);
  });

  const silent: readonly [title: string, text: string][] = [
    ['no binding', policy(FEW)],
    ['another resource', policy(FEW).replace('deployments', 'statefulsets') + binding()],
    ['another operation', policy(FEW).replace('CREATE', 'DELETE') + binding()],
    [
      'another namespace',
      policy(FEW) +
        binding(
          'Deny',
          '  matchResources: { namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: prod } } }\n',
        ),
    ],
    [
      'labels of a namespace that nobody sees',
      policy(FEW) + binding('Deny', '  matchResources: { namespaceSelector: { matchLabels: { env: prod } } }\n'),
    ],
    ['parameters', policy('  validations: [{ expression: object.spec.replicas <= params.most }]\n') + binding()],
    ['the user', policy('  validations: [{ expression: request.userInfo.username == "a" }]\n') + binding()],
    [
      'what the API server fills in',
      policy('  validations: [{ expression: object.spec.revisionHistoryLimit <= 5 }]\n') + binding(),
    ],
    [
      'a function of clusters',
      policy('  validations: [{ expression: ip(object.spec.ip).isLoopback() }]\n') + binding(),
    ],
  ];
  for (const [title, text] of silent) it(`say nothing: ${title}`, () => assert.deepEqual(said(text), []));

  it('are told where they are no expression', () => {
    assert.deepEqual(said(policy('  validations: [{ expression: object.spec.( }]\n')), [
      'error: This is no expression: Expected IDENTIFIER, got LPAREN',
    ]);
  });
});

describe('rules of users, and what overlays make', () => {
  const config = `customRules:\n  - id: own-replicas\n    expression: object.spec.replicas < 10\n    kinds: [Deployment]\n    message: Too many\n`;
  it('report at the patch that breaks them', () => {
    const files = {
      '.gantry.yaml': config,
      'base/web.yaml': WEB,
      'base/kustomization.yaml': 'resources: [web.yaml]\n',
      'prod/kustomization.yaml':
        'resources: [../base]\npatches:\n  - target: { kind: Deployment }\n    patch: |-\n      - { op: replace, path: /spec/replicas, value: 20 }\n',
      'dev/kustomization.yaml':
        'resources: [../base]\npatches:\n  - target: { kind: Deployment }\n    patch: |-\n      - { op: replace, path: /spec/replicas, value: 2 }\n',
    };
    assert.deepEqual(messages(files, own), ['warning: Too many']);
  });
});
