import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { projectSettings } from '../../../src/config/settings.ts';
import { deploymentOf, NO_TOKEN, serverFiles } from '../../../src/contract/examples/example-files.ts';
import { applyEdits } from '../../../src/lint/fix.ts';
import { allRules } from '../../../src/project/all-rules.ts';
import { findingsOf, projectOf, type Texts } from '../workspace.ts';

const POD = deploymentOf('ports: []').replace(NO_TOKEN, '');
const pod = (lines: string) => POD.replace('    spec:\n', `    spec:\n${lines}`);
const ACCOUNT = 'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: shop\n';
const NAMED = '      serviceAccountName: shop\n';
const BASE: Texts = {
  ...serverFiles(':8080'),
  Dockerfile:
    'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
  'd.yaml': POD,
};
const MAIN = BASE['main.go'] ?? '';
const MOD = BASE['go.mod'] ?? '';
/** With an import that nothing of the standard library answers. */
const importing = (path: string) => MAIN.replace('import "net/http"', `import (\n\t"net/http"\n\n\t_ "${path}"\n)`);
const inMain = (statement: string) => MAIN.replace('func main() {', `func main() {\n\t${statement}`);
const SECOND = (image: string) => `        - name: second\n          image: ${image}\n`;
const PATCH = (containers: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n      containers: ${containers}\n`;

async function said(texts: Texts): Promise<string[]> {
  return [...(await findingsOf(texts))].flatMap(([file, findings]) =>
    findings.flatMap((one) =>
      one.rule === 'unused-token' ? [`${file}: ${texts[file]?.slice(one.start, one.end) ?? ''}`] : [],
    ),
  );
}

describe('unused-token speaks', () => {
  const speaks: readonly [what: string, change: Texts, marked?: string][] = [
    ['where nobody says anything', {}],
    ['where the pod asks for it', { 'd.yaml': pod('      automountServiceAccountToken: true\n') }, 'true'],
    ['where the account says nothing', { 'd.yaml': pod(NAMED), 'a.yaml': ACCOUNT }],
    [
      'of a program with libraries that have nothing to do with it',
      {
        'main.go': importing('github.com/gorilla/mux'),
        'go.mod': `${MOD}\nrequire (\n\tgithub.com/gorilla/mux v1.8.1\n\tk8s.io/klog/v2 v2.130.1 // indirect\n)\n`,
      },
    ],
    [
      'of the standard library alone, whatever another program of the module has',
      { 'go.mod': `${MOD}\nrequire k8s.io/client-go v0.36.0\n` },
    ],
    [
      'where a patch changes the container that is there',
      {
        'kustomization.yaml': 'resources: [d.yaml]\npatches:\n  - path: p.yaml\n',
        'p.yaml': PATCH('[{ name: shop, env: [] }]'),
      },
    ],
    ['once of two containers of it', { 'd.yaml': POD + SECOND('shop:1.2.3') }],
    [
      'where only code that never runs reads the token',
      {
        'main.go': `${MAIN}\nfunc never() string { return "/var/run/secrets/kubernetes.io/serviceaccount/token" }\n`,
      },
    ],
  ];
  for (const [what, change, marked = 'shop'] of speaks) {
    it(what, async () => assert.deepEqual(await said({ ...BASE, ...change }), [`d.yaml: ${marked}`]));
  }
});

describe('unused-token is silent', () => {
  const silent: readonly [what: string, change: Texts][] = [
    ['where the pod says no', { 'd.yaml': deploymentOf('ports: []') }],
    [
      'where the account says no',
      { 'd.yaml': pod(NAMED), 'a.yaml': `${ACCOUNT}automountServiceAccountToken: false\n` },
    ],
    ['of an account that is not here', { 'd.yaml': pod(NAMED) }],
    [
      'of an account that is somebody in a cloud',
      { 'd.yaml': pod(NAMED), 'a.yaml': `${ACCOUNT}  annotations: { eks.amazonaws.com/role-arn: x }\n` },
    ],
    [
      'of an account with rights',
      {
        'd.yaml': pod(NAMED),
        'a.yaml': ACCOUNT,
        'b.yaml':
          'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: shop\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: Role\n  name: shop\nsubjects:\n  - kind: ServiceAccount\n    name: shop\n',
      },
    ],
    [
      'of a client',
      {
        'main.go': importing('k8s.io/client-go/kubernetes'),
        'go.mod': `${MOD}\nrequire k8s.io/client-go v0.36.0\n`,
      },
    ],
    [
      'of a library that brings a client along',
      {
        'main.go': importing('example.com/discovery'),
        'go.mod': `${MOD}\nrequire (\n\texample.com/discovery v1.0.0\n\tk8s.io/client-go v0.36.0 // indirect\n)\n`,
      },
    ],
    [
      'of a library, where go.mod does not name what it brings along',
      {
        'main.go': importing('example.com/discovery'),
        'go.mod': 'module example.com/shop\n\ngo 1.16\n\nrequire example.com/discovery v1.0.0\n',
      },
    ],
    [
      'of Vault',
      {
        'main.go': importing('github.com/hashicorp/vault/api/auth/kubernetes'),
        'go.mod': `${MOD}\nrequire github.com/hashicorp/vault/api v1.0.0\n`,
      },
    ],
    [
      'of a program that reads the token by hand',
      {
        'main.go': inMain('_, _ = os.ReadFile("/var/run/secrets/kubernetes.io/serviceaccount/token")').replace(
          'import "net/http"',
          'import (\n\t"net/http"\n\t"os"\n)',
        ),
      },
    ],
    [
      'of a program that asks for the server by hand',
      { 'main.go': inMain('_, _ = http.Get("https://kubernetes.default.svc/api")') },
    ],
    [
      'of a program that starts others',
      {
        'main.go': inMain('_ = exec.Command("kubectl", "get", "pods").Run()').replace(
          'import "net/http"',
          'import (\n\t"net/http"\n\t"os/exec"\n)',
        ),
      },
    ],
    ['of an image with kubectl', { Dockerfile: `${BASE['Dockerfile'] ?? ''}COPY kubectl /kubectl\n` }],
    [
      'of an image that starts something else',
      { Dockerfile: (BASE['Dockerfile'] ?? '').replace('/shop"]', '/start.sh"]') },
    ],
    [
      'of a container that starts something else',
      { 'd.yaml': `${POD}          command: [sh, -c, '. /env; exec /shop']\n` },
    ],
    ['of an image from elsewhere', { 'd.yaml': POD.replace('shop:1.2.3', 'registry.example.com/other:1') }],
    ['beside a container that nobody knows', { 'd.yaml': POD + SECOND('fluent/fluent-bit:3') }],
    [
      'beside an init container that nobody knows',
      { 'd.yaml': pod('      initContainers:\n        - name: first\n          image: busybox:1.36\n') },
    ],
    [
      'where a sidecar is put in',
      {
        'd.yaml': POD.replace(
          '      labels: { app: shop }\n    spec',
          '      labels: { app: shop }\n      annotations: { vault.hashicorp.com/agent-inject: "true" }\n    spec',
        ),
      },
    ],
    [
      'where the manifest names the file of the token',
      { 'd.yaml': `${POD}          args: [--token=/var/run/secrets/kubernetes.io/serviceaccount/token]\n` },
    ],
    [
      'where a ConfigMap names it',
      {
        'd.yaml': `${POD}      volumes:\n        - name: c\n          configMap: { name: c }\n`,
        'c.yaml':
          'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\ndata:\n  c: "file: /var/run/secrets/kubernetes.io/serviceaccount/token"\n',
      },
    ],
    [
      'where a patch may say no',
      {
        'kustomization.yaml': 'resources: [d.yaml]\npatches:\n  - path: p.yaml\n',
        'p.yaml':
          'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n      automountServiceAccountToken: false\n',
      },
    ],
    [
      'where a patch brings another container',
      {
        'kustomization.yaml': 'resources: [d.yaml]\npatches:\n  - path: p.yaml\n',
        'p.yaml': PATCH('[{ name: agent, image: agent:1 }]'),
      },
    ],
    [
      'where checkov is told to skip what it says of it',
      {
        'd.yaml': POD.replace(
          'metadata:\n',
          'metadata:\n  annotations:\n    checkov.io/skip1: CKV_K8S_38=the mesh wants it\n',
        ),
      },
    ],
    ['where a comment tells checkov so', { 'd.yaml': `# checkov:skip=CKV_K8S_38: the mesh wants it\n${POD}` }],
    [
      'where polaris exempts the pod from it',
      {
        'd.yaml': POD.replace(
          'metadata:\n',
          "metadata:\n  annotations:\n    polaris.fairwinds.com/automount-service-account-token-exempt: 'true'\n",
        ),
      },
    ],
  ];
  for (const [what, change] of silent) {
    it(what, async () => assert.deepEqual(await said({ ...BASE, ...change }), []));
  }
});

describe('the rule about manifests alone', () => {
  const found = async (off: string, texts: Texts = {}) => {
    const project = await projectOf({ ...BASE, ...texts });
    const text = `rules:\n  no-service-account-token: info\n${off}`;
    project.configure(projectSettings({ gantry: [{ file: '.gantry.yaml', text }] }, allRules));
    return project.findings('d.yaml').filter(({ rule }) => rule.endsWith('-token'));
  };

  it('is silent where this one speaks', async () => {
    assert.deepEqual(
      (await found('')).map(({ rule }) => rule),
      ['unused-token'],
    );
  });

  it('has a safe fix where nothing asks the API server', async () => {
    const [finding] = await found('  unused-token: off\n');
    assert.equal(finding?.rule, 'no-service-account-token');
    const [fix] = finding.fixes ?? [];
    assert.equal(fix?.safe, true);
    assert.equal(applyEdits(POD, fix.edits), `${POD}${NO_TOKEN}`);
  });

  it('has none where something may', async () => {
    const [finding] = await found('', { 'd.yaml': POD + SECOND('fluent/fluent-bit:3') });
    assert.equal(finding?.rule, 'no-service-account-token');
    assert.equal(finding.fixes?.[0]?.safe, false);
  });
});
