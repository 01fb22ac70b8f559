import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf, NO_TOKEN } from '../../../src/contract/examples/example-files.ts';
import { KUBERNETES_FILES } from '../../../src/contract/examples/kubernetes-examples.ts';
import { applyEdits } from '../../../src/lint/fix.ts';
import { findingsOf, type Texts } from '../workspace.ts';

const pod = (lines: string) => deploymentOf('ports: []').replace(NO_TOKEN, lines);
const ACCOUNT = (automount = '') => `apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: shop\n${automount}`;
const NAMED = '      serviceAccountName: shop\n';
const role = (kind: string, rules: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata:\n  name: shop\nrules:\n${rules}`;
const rule = (group: string, resources: string, verbs: string) =>
  `  - apiGroups: ["${group}"]\n    resources: [${resources}]\n    verbs: [${verbs}]\n`;
const binding = (kind: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: shop\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ${kind}\n  name: shop\nsubjects:\n  - kind: ServiceAccount\n    name: shop\n`;

async function said(id: string, texts: Texts): Promise<string[]> {
  return [...(await findingsOf(texts))].flatMap(([file, findings]) =>
    findings.flatMap((one) => (one.rule === id ? [`${file}: ${texts[file]?.slice(one.start, one.end) ?? ''}`] : [])),
  );
}

describe('role-allows-calls', () => {
  const FACTORY = 'informers.NewSharedInformerFactoryWithOptions(client, 0, informers.WithNamespace("shop"))';
  const CALL = 'main.go: client.CoreV1().Pods("shop").List(context.Background(), metav1.ListOptions{})';
  const base = { ...KUBERNETES_FILES, 'd.yaml': pod(NAMED), 'a.yaml': ACCOUNT() };
  const of = (rules: string, kind = 'Role') => ({ ...base, 'b.yaml': binding(kind), 'r.yaml': role(kind, rules) });
  const bindingTo = (account: string) => binding('Role').replace(/name: shop(?![^]*name: shop)/, `name: ${account}`);
  const toOther = bindingTo('other');
  const elsewhere = (verb = 'list'): Texts => ({ ...of(rule('', 'pods', verb)), 'b.yaml': toOther });
  const inNamespace = (text: string, namespace: string) =>
    text.replace('metadata:\n', `metadata:\n  namespace: ${namespace}\n`);
  /** All in one namespace, but the account that the binding names. */
  const inNamespaces = (subject: string): Texts => ({
    ...Object.fromEntries(
      Object.entries(of(rule('', 'pods', 'list'))).map(([file, text]) => [
        file,
        file.endsWith('.yaml') ? inNamespace(text, 'shop') : text,
      ]),
    ),
    'b.yaml': `${inNamespace(binding('Role'), 'shop')}    namespace: ${subject}\n`,
  });
  const inMain = (statements: string, verbs: string): Texts => ({
    ...of(rule('', 'pods', verbs)),
    'main.go': (KUBERNETES_FILES['main.go'] ?? '').replace(/_, _ = client\.CoreV1.*/, () => statements),
  });
  /** Each of the calls is allowed by a role of its own. */
  const twoRoles = (second = 'shop'): Texts => ({
    ...inMain(
      '_, _ = client.CoreV1().Pods("shop").List(nil, metav1.ListOptions{})\n\t_, _ = client.CoreV1().Services("shop").List(nil, metav1.ListOptions{})',
      'list',
    ),
    'second-role.yaml': role('Role', rule('', 'services', 'list')).replace('name: shop', 'name: second'),
    'second-binding.yaml': bindingTo(second).replaceAll(/name: shop\n(?=rol|sub)/g, 'name: second\n'),
  });
  const inMainWith = (path: string, statements: string, group: string, resource: string, verbs: string): Texts => ({
    ...of(rule(group, resource, verbs)),
    'main.go': (inMain(statements, '')['main.go'] ?? '').replace('import (', `import (\n\t${path}\n`),
  });
  const election = (verbs: string) =>
    inMainWith(
      '"k8s.io/client-go/tools/leaderelection/resourcelock"',
      '_ = &resourcelock.LeaseLock{Client: client}',
      'coordination.k8s.io',
      'leases',
      verbs,
    );
  const events = (verbs: string) =>
    inMainWith(
      'typed "k8s.io/client-go/kubernetes/typed/core/v1"',
      '_ = &typed.EventSinkImpl{Interface: client.CoreV1().Events("")}\n\trecorder().Event(nil, "Normal", "Done", "")',
      '',
      'events',
      verbs,
    );
  const QUOTAS = 'schema.GroupVersionResource{Group: "example.com", Version: "v1", Resource: "quotas"}';
  const dynamic = (call: string, resource: string, verbs: string) =>
    inMainWith(
      '"k8s.io/apimachinery/pkg/runtime/schema"',
      `quotas := ${QUOTAS}\n\t_ = dynamic.NewForConfigOrDie(config).Resource(quotas).${call}`,
      'example.com',
      resource,
      verbs,
    );
  const patch = (parts: string) =>
    `client.CoreV1().Pods("shop").Patch(context.Background(), "a", "", nil, metav1.PatchOptions{}, ${parts})`;
  const PATCHED = (parts: string) => `main.go: ${patch(parts)}`;
  const patching = (parts: string, resource: string): Texts => ({
    ...inMain(`var parts []string\n\t_, _ = ${patch(parts)}`, ''),
    'r.yaml': role('Role', rule('', resource, 'patch')),
  });
  const table: readonly [what: string, texts: Texts, expected: readonly string[]][] = [
    ['another verb', of(rule('', 'pods', 'get, watch')), [CALL, 'r.yaml: [get, watch]']],
    ['another resource', of(rule('', 'services', 'list')), [CALL, 'r.yaml: shop']],
    ['the singular', of(rule('', 'pod', 'list')), [CALL, 'r.yaml: pod']],
    ['another group', of(rule('apps', 'pods', 'list')), [CALL, 'r.yaml: ["apps"]']],
    ['a ClusterRole', of(rule('', 'nodes', '"*"'), 'ClusterRole'), [CALL, 'r.yaml: shop']],
    ['the verb', of(rule('', 'pods', 'get, list')), []],
    [
      'an election without a verb',
      election('get, create'),
      ['main.go: resourcelock.LeaseLock{Client: client}', 'r.yaml: [get, create]'],
    ],
    ['an election', election('get, create, update'), []],
    [
      'events that are counted',
      events('create'),
      ['main.go: typed.EventSinkImpl{Interface: client.CoreV1().Events("")}', 'r.yaml: [create]'],
    ],
    ['events', events('create, patch'), []],
    [
      'a sink that nothing is recorded to',
      inMainWith(
        'typed "k8s.io/client-go/kubernetes/typed/core/v1"',
        '_ = &typed.EventSinkImpl{Interface: client.CoreV1().Events("")}',
        '',
        'pods',
        'get',
      ),
      [],
    ],
    [
      'an eviction, which is a part of a pod',
      inMain('_ = client.PolicyV1().Evictions("shop").Evict(nil, nil)', 'create'),
      ['main.go: client.PolicyV1().Evictions("shop").Evict(nil, nil)', 'r.yaml: shop'],
    ],
    [
      'an eviction that is allowed',
      {
        ...inMain('_ = client.PolicyV1().Evictions("shop").Evict(nil, nil)', ''),
        'r.yaml': role('Role', rule('', 'pods/eviction', 'create')),
      },
      [],
    ],
    [
      'a dynamic client',
      dynamic('Namespace("shop").List(nil, metav1.ListOptions{})', 'quotas', 'get'),
      [
        'main.go: dynamic.NewForConfigOrDie(config).Resource(quotas).Namespace("shop").List(nil, metav1.ListOptions{})',
        'r.yaml: [get]',
      ],
    ],
    [
      'a dynamic client of all namespaces, bound in one',
      dynamic('List(nil, metav1.ListOptions{})', 'quotas', 'list'),
      [
        'main.go: dynamic.NewForConfigOrDie(config).Resource(quotas).List(nil, metav1.ListOptions{})',
        'b.yaml: RoleBinding',
      ],
    ],
    [
      'a dynamic client of the core group',
      inMainWith(
        '"k8s.io/apimachinery/pkg/runtime/schema"',
        `pods := schema.GroupVersionResource{Version: "v1", Resource: "pods"}\n\t_ = dynamic.NewForConfigOrDie(config).Resource(pods).Namespace("shop").Get(nil, "a", metav1.GetOptions{})`,
        '',
        'pods',
        'list',
      ),
      [
        'main.go: dynamic.NewForConfigOrDie(config).Resource(pods).Namespace("shop").Get(nil, "a", metav1.GetOptions{})',
        'r.yaml: [list]',
      ],
    ],
    [
      'a command in a pod',
      inMain('_ = client.CoreV1().RESTClient().Post().Resource("pods").Name("a").SubResource("exec")', 'create'),
      ['main.go: client.CoreV1().RESTClient().Post().Resource("pods").Name("a").SubResource("exec")', 'r.yaml: shop'],
    ],
    [
      'a part by a dynamic client',
      dynamic('UpdateStatus(nil, nil, metav1.UpdateOptions{})', 'quotas/status', 'update'),
      [],
    ],
    ['a patch of a part that a role allows', patching('"status"', '"pods/status"'), []],
    ['a patch of a part that none allows', patching('"status"', 'pods'), [PATCHED('"status"'), 'r.yaml: shop']],
    ['a patch of parts that are not known', patching('parts...', '"pods/status"'), []],
    [
      'all namespaces, bound in one',
      inMain('_, _ = client.CoreV1().Pods("").List(nil, metav1.ListOptions{})', 'list'),
      ['main.go: client.CoreV1().Pods("").List(nil, metav1.ListOptions{})', 'b.yaml: RoleBinding'],
    ],
    [
      'informers of all namespaces, bound in one',
      inMain('informers.NewSharedInformerFactory(client, 0).Core().V1().Pods().Informer()', 'list, watch'),
      ['main.go: informers.NewSharedInformerFactory(client, 0).Core().V1().Pods().Informer()', 'b.yaml: RoleBinding'],
    ],
    [
      'all namespaces, bound in all',
      {
        ...inMain('_, _ = client.CoreV1().Pods("").List(nil, metav1.ListOptions{})', ''),
        'r.yaml': role('ClusterRole', rule('', 'pods', 'list')),
        'b.yaml': binding('ClusterRole').replace('kind: RoleBinding', 'kind: ClusterRoleBinding'),
      },
      [],
    ],
    ['a second rule', of(rule('', 'nodes', 'get') + rule('', '"pods"', '"list"')), []],
    ['all of them', of(rule('*', '"*"', '"*"')), []],
    [
      'a client in a variable',
      inMain('pods := client.CoreV1().Pods("shop")\n\t_, _ = pods.List(nil, metav1.ListOptions{})', 'get'),
      ['main.go: pods.List(nil, metav1.ListOptions{})', 'r.yaml: [get]'],
    ],
    [
      'an informer, which watches, too',
      inMain(`${FACTORY}.Core().V1().Pods().Informer()`, 'list'),
      [`main.go: ${FACTORY}.Core().V1().Pods().Informer()`, 'r.yaml: [list]'],
    ],
    [
      'an informer that is asked twice',
      inMain(`all := ${FACTORY}.Core().V1().Pods()\n\tall.Informer()\n\tall.Lister()`, 'list'),
      ['main.go: all.Informer()', 'r.yaml: [list]'],
    ],
    ['an informer that may watch', inMain('f.Core().V1().Pods().Informer()', 'list, watch'), []],
    [
      'a client in a variable that is something else later',
      inMain(
        'pods := client.CoreV1().Pods("shop")\n\tpods = other()\n\t_, _ = pods.List(nil, metav1.ListOptions{})',
        'get',
      ),
      [],
    ],
    [
      'another verb, where a kustomization puts all into one namespace and the binding names that of its own',
      {
        ...of(rule('', 'pods', 'get')),
        'b.yaml': `${binding('Role')}    namespace: shop\n`,
        'kustomization.yaml': 'kind: Kustomization\nnamespace: shop\nresources: [a.yaml, b.yaml, d.yaml, r.yaml]\n',
      },
      [CALL, 'r.yaml: [get]'],
    ],
    ['a binding to an account that no pod here has', elsewhere(), ['d.yaml: shop']],
    [
      'a binding to an account of which no pod here mounts the token',
      {
        ...elsewhere(),
        'c.yaml': deploymentOf('ports: []')
          .replace(NO_TOKEN, `${NO_TOKEN}      serviceAccountName: other\n`)
          .replaceAll('shop', 'page'),
      },
      ['d.yaml: shop'],
    ],
    ['a binding to the account of that name in another namespace', inNamespaces('other'), ['d.yaml: shop']],
    ['a binding to the account in its namespace', inNamespaces('shop'), []],
    ['accounts of that name in both', { ...inNamespaces('other'), 'c.yaml': inNamespace(ACCOUNT(), 'other') }, []],
    [
      'namespaces that a kustomization may give',
      {
        ...inNamespaces('other'),
        'kustomization.yaml': 'kind: Kustomization\nnamespace: shop\nresources: [d.yaml, b.yaml]\n',
      },
      [],
    ],
    [
      'a binding to an account that a pod has',
      { ...elsewhere(), 'e.yaml': pod('      serviceAccountName: other\n').replaceAll('name: shop', 'name: two') },
      [],
    ],
    [
      'a binding of the whole cluster to an account that no pod here has',
      {
        ...of(rule('', 'pods', 'list'), 'ClusterRole'),
        'b.yaml': `${binding('ClusterRole')
          .replace('RoleBinding', 'ClusterRoleBinding')
          .replace(/name: shop(?![^]*name: shop)/, 'name: other')}    namespace: shop\n`,
      },
      ['d.yaml: shop'],
    ],
    ['a binding to an account that the pod does not name', { ...elsewhere(), 'd.yaml': pod('') }, ['d.yaml: shop']],
    ['no account where no role would allow it all', { ...elsewhere('get'), 'd.yaml': pod('') }, []],
    ['a binding to another account with less', elsewhere('get'), []],
    [
      'two bindings to an account that the pod does not name, whose roles allow it all together',
      { ...twoRoles(), 'd.yaml': pod('') },
      ['d.yaml: shop'],
    ],
    ['two bindings to two accounts that the pod does not name', { ...twoRoles('other'), 'd.yaml': pod('') }, []],
    [
      'a second binding, to a slip of the account',
      twoRoles('shopp'),
      ['main.go: client.CoreV1().Services("shop").List(nil, metav1.ListOptions{})', 'second-binding.yaml: shopp'],
    ],
    [
      'a second binding, to another account with such a name',
      { ...twoRoles('shopp'), 'second-account.yaml': ACCOUNT().replace('shop', 'shopp') },
      ['main.go: client.CoreV1().Services("shop").List(nil, metav1.ListOptions{})', 'r.yaml: shop'],
    ],
    [
      'a binding to a slip of the account alone',
      { ...elsewhere(), 'b.yaml': bindingTo('shopp') },
      [CALL, 'b.yaml: shopp'],
    ],
    [
      'a second binding, to the account itself',
      { ...elsewhere(), 'c.yaml': binding('Role').replace('name: shop', 'name: second') },
      [],
    ],
    ['a binding to a group', { ...elsewhere(), 'b.yaml': toOther.replace('kind: ServiceAccount', 'kind: Group') }, []],
    [
      'a binding that a patch may change',
      {
        ...elsewhere(),
        'kustomization.yaml':
          'resources: [d.yaml, a.yaml, b.yaml, r.yaml]\npatches:\n  - patch: |\n      apiVersion: rbac.authorization.k8s.io/v1\n      kind: RoleBinding\n      metadata: { name: shop }\n      subjects: []\n',
      },
      [],
    ],
    ['a binding of the whole cluster beside it', { ...elsewhere(), 'c.yaml': binding('ClusterRole') }, []],
    ['a role that is not here', { ...base, 'b.yaml': binding('Role') }, []],
    ['no binding that is here', base, []],
    ['no account that is here', { ...KUBERNETES_FILES, 'd.yaml': pod(NAMED) }, []],
    [
      'an aggregated role',
      {
        ...of(rule('', 'pods', 'get'), 'ClusterRole'),
        'r.yaml': `${role('ClusterRole', rule('', 'pods', 'get'))}aggregationRule: { clusterRoleSelectors: [] }\n`,
      },
      [],
    ],
    [
      'an operator',
      {
        ...of(rule('', 'pods', 'get')),
        'main.go': (KUBERNETES_FILES['main.go'] ?? '').replace(
          'func main',
          '// +kubebuilder:rbac:groups="",resources=pods,verbs=list\nfunc main',
        ),
      },
      [],
    ],
    [
      'what the program does with a client that is handed around',
      {
        ...of(rule('', 'pods', 'get')),
        'main.go': (KUBERNETES_FILES['main.go'] ?? '').replace(
          'client.CoreV1().Pods("shop").List',
          'pods(client).List',
        ),
      },
      [],
    ],
  ];
  for (const [what, texts, expected] of table) {
    it(what, async () => assert.deepEqual(await said('role-allows-calls', texts), expected));
  }

  it('is mended by all verbs that lack of a resource', async () => {
    const texts = election('get');
    const found = (await findingsOf(texts)).get('r.yaml') ?? [];
    const [fix] = found.find((one) => one.rule === 'role-allows-calls')?.fixes ?? [];
    assert.equal(
      applyEdits(texts['r.yaml'] ?? '', fix?.edits ?? []),
      role('Role', rule('coordination.k8s.io', 'leases', 'get, create, update')),
    );
  });

  it('is mended at the subject that is a slip of the account', async () => {
    const found = (await findingsOf(twoRoles('shopp'))).get('second-binding.yaml') ?? [];
    const [fix] = found.find((one) => one.rule === 'role-allows-calls')?.fixes ?? [];
    assert.equal(
      applyEdits(twoRoles('shopp')['second-binding.yaml'] ?? '', fix?.edits ?? []),
      twoRoles()['second-binding.yaml'],
    );
  });

  const fixes: readonly [what: string, rules: string, after: string][] = [
    ['a verb more', rule('', 'pods', 'get'), rule('', 'pods', 'get, list')],
    [
      'a rule of its own, where the one there is is about more',
      rule('', 'pods, secrets', 'get'),
      rule('', 'pods, secrets', 'get') + '  - apiGroups: [""]\n    resources: ["pods"]\n    verbs: ["list"]\n',
    ],
    [
      'a rule of its own, where the one there is is about some by name',
      `${rule('', 'pods', 'get')}    resourceNames: [one]\n`,
      `${rule('', 'pods', 'get')}    resourceNames: [one]\n  - apiGroups: [""]\n    resources: ["pods"]\n    verbs: ["list"]\n`,
    ],
  ];
  for (const [what, rules, after] of fixes) {
    it(`is mended by ${what}`, async () => {
      const found = (await findingsOf(of(rules))).get('main.go') ?? [];
      const [fix] = found.find((one) => one.rule === 'role-allows-calls')?.fixes ?? [];
      const [change] = fix?.others ?? [];
      assert.ok(change && 'edits' in change);
      assert.equal(fix?.safe, false);
      assert.equal(applyEdits(role('Role', rules), change.edits), role('Role', after));
    });
  }
});
