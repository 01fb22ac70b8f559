import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mended } from '../seed.ts';
import { findingsOf, type Texts } from '../workspace.ts';
import { binding, operator, rule, WATCHED } from './operator-files.ts';

async function findings(texts: Texts, id: string) {
  return [...(await findingsOf(texts))].flatMap(([file, found]) =>
    found.flatMap((finding) => (finding.rule === id ? [{ file, finding }] : [])),
  );
}

/** `file: marked text`; of what a role lacks the verbs and the resource, too. */
async function said(texts: Texts, id = 'role-allows-calls'): Promise<string[]> {
  return (await findings(texts, id)).map(({ file, finding: { start, end, message } }) => {
    const [, , verbs, resource] = message;
    const lacks = message[0].startsWith('No role') ? `${String(verbs)} ${String(resource)}: ` : '';
    return `${file}: ${lacks}${texts[file]?.slice(start, end) ?? ''}`;
  });
}

const orders = (verbs: string, part = '') => rule('shop.example.com', `orders${part}`, verbs);
const jobs = (verbs: string) => rule('batch', 'jobs', verbs);
const ENSURE =
  'd := &appsv1.Deployment{}\n\t_, _ = controllerutil.CreateOrUpdate(ctx, r.Client, d, func() error { return nil })';
const ENSURED = 'controllerutil.CreateOrUpdate(ctx, r.Client, d, func() error { return nil })';
const EVENT = 'r.Recorder.Event(&order, "Normal", "Done", "")';

/** Statements, the rules of the role, and what is said in the file of the reconciler. */
const calls: readonly [what: string, statements: string, rules: string, lacking: string | null][] = [
  ['nothing asked', '', '', null],
  [
    'get of a copy',
    'r.Get(ctx, req.NamespacedName, &corev1.Secret{})',
    rule('', 'secrets', 'get'),
    'list, watch secrets',
  ],
  [
    'get of a copy that is kept',
    'r.Get(ctx, req.NamespacedName, &corev1.Secret{})',
    rule('', 'secrets', 'list, watch'),
    null,
  ],
  ['list', 'r.List(ctx, &corev1.PodList{})', rule('', 'pods', 'list'), 'watch pods'],
  ['create', 'r.Create(ctx, &corev1.Pod{})', rule('', 'pods', 'get'), 'create pods'],
  ['create that is allowed', 'r.Create(ctx, &corev1.Pod{})', rule('', 'pods', 'create'), null],
  ['update', 'r.Update(ctx, &order)', '', 'update orders.shop.example.com'],
  ['update of what all is allowed', 'r.Update(ctx, &order)', rule('*', '"*"', '"*"'), null],
  ['patch', 'r.Patch(ctx, &order, nil)', orders('update'), 'patch orders.shop.example.com'],
  ['delete', 'r.Delete(ctx, &corev1.Pod{})', rule('', 'pods', 'create'), 'delete pods'],
  ['delete of many', 'r.DeleteAllOf(ctx, &corev1.Pod{})', rule('', 'pods', 'delete'), 'deletecollection pods'],
  ['status', 'r.Status().Update(ctx, &order)', orders('update'), 'update orders/status.shop.example.com'],
  ['status that is allowed', 'r.Status().Update(ctx, &order)', orders('update', '/status'), null],
  ['status of all', 'r.Status().Patch(ctx, &order, nil)', rule('shop.example.com', '"*/status"', 'patch'), null],
  [
    'a part',
    'r.SubResource("scale").Update(ctx, &order)',
    orders('update', '/status'),
    'update orders/scale.shop.example.com',
  ],
  ['a part that is allowed', 'r.SubResource("scale").Update(ctx, &order)', orders('update', '/scale'), null],
  ['a part that nobody knows', 'r.SubResource(req.Name).Update(ctx, &order)', '', null],
  ['ensure', ENSURE, rule('apps', 'deployments', 'get, list, watch, create'), 'update deployments.apps'],
  [
    'ensure of what may not be read',
    ENSURE,
    rule('apps', 'deployments', 'create, update'),
    'list, watch deployments.apps',
  ],
  ['ensure that is allowed', ENSURE, rule('apps', 'deployments', 'list, watch, create, update'), null],
  ['events', EVENT, '', 'create, patch events'],
  ['events that are allowed', EVENT, rule('', 'events', 'create, patch'), null],
  ['what hangs on the data', 'if order.Name == "" {\n\t\tr.Delete(ctx, &corev1.Pod{})\n\t}', '', 'delete pods'],
  ['what hangs on a field of the reconciler', 'if r.Prunes {\n\t\tr.Delete(ctx, &corev1.Pod{})\n\t}', '', null],
  ['an object that nobody knows', 'r.Create(ctx, other())', '', null],
];

describe('roles for the calls of an operator', () => {
  for (const [what, statements, rules, lacking] of calls) {
    it(what, async () => {
      const found = await said(operator(statements, WATCHED + rules));
      const inSource = found.filter((one) => one.startsWith('controller/'));
      const asked = statements === ENSURE ? ENSURED : (/r\.Delete\(.*\)$/m.exec(statements)?.[0] ?? statements);
      assert.deepEqual(inSource, lacking === null ? [] : [`controller/orders.go: ${lacking}: ${asked}`]);
      assert.equal(found.length, lacking === null ? 0 : 2);
    });
  }
});

describe('roles for what a manager does', () => {
  const FOR = 'ctrl.NewControllerManagedBy(mgr).For(&shopv1.Order{})';
  const OWNS = `${FOR}.Owns(&batchv1.Job{})`;
  const LEASES = 'get, create, update leases.coordination.k8s.io';
  const base = operator('', WATCHED);
  const inMain = (from: string, to: string): Texts => ({
    ...base,
    'main.go': (base['main.go'] ?? '').replace(from, () => to),
  });
  const inNamespace = (cache: string): Texts => ({
    ...inMain('LeaderElection: elect,', `LeaderElection: elect,\n\t\t${cache}`),
    'binding.yaml': binding('RoleBinding', 'ClusterRole').replace('metadata:\n', 'metadata:\n  namespace: shop\n'),
  });
  const FILTER = 'filters.WithAuthenticationAndAuthorization';
  const metrics = (options: string): Texts => {
    const texts = inMain('LeaderElection: elect,', `LeaderElection: elect,\n\t\tMetrics: ${options},`);
    const imports = ['filters', 'server'].map(
      (name) => `\tmetrics${name} "sigs.k8s.io/controller-runtime/pkg/metrics/${name}"\n`,
    );
    const main = (texts['main.go'] ?? '').replace(
      'import (\n',
      `import (\n${imports.join('').replace('metricsfilters ', '')}`,
    );
    return { ...texts, 'main.go': main };
  };
  const table: readonly [what: string, texts: Texts, expected: readonly string[]][] = [
    ['all that it watches', base, []],
    [
      'what it owns is not watched',
      operator('', orders('list, watch') + jobs('list')),
      [`main.go: watch jobs.batch: ${OWNS}`, 'role.yaml: watch jobs.batch: [list]'],
    ],
    [
      'its own kind is not allowed',
      operator('', jobs('list, watch')),
      [`main.go: list, watch orders.shop.example.com: ${FOR}`, 'role.yaml: list, watch orders.shop.example.com: shop'],
    ],
    [
      'a leader that arguments ask for',
      operator('', WATCHED, '[--leader-elect, --v=2]'),
      [`main.go: ${LEASES}: elect`, `role.yaml: ${LEASES}: shop`],
    ],
    ['a leader that arguments do not want', operator('', WATCHED, '[--leader-elect=false]'), []],
    ['a leader that words may ask for', operator('', WATCHED, '["$(FLAGS)"]'), []],
    [
      'a leader with its lease',
      operator('', WATCHED + rule('coordination.k8s.io', 'leases', 'get, create, update'), '[--leader-elect]'),
      [],
    ],
    ['all namespaces, bound in one', inNamespace(''), [`main.go: ${FOR}`, 'binding.yaml: RoleBinding']],
    [
      'all namespaces, although an object is put into one',
      {
        ...inNamespace(''),
        'controller/orders.go': operator('order.Namespace = req.Namespace', '')['controller/orders.go'] ?? '',
      },
      [`main.go: ${FOR}`, 'binding.yaml: RoleBinding'],
    ],
    [
      'metrics for those only who may read them',
      metrics('metricsserver.Options{FilterProvider: filters.WithAuthenticationAndAuthorization}'),
      [
        `main.go: create tokenreviews.authentication.k8s.io: ${FILTER}`,
        `main.go: create subjectaccessreviews.authorization.k8s.io: ${FILTER}`,
        'role.yaml: create tokenreviews.authentication.k8s.io: shop',
        'role.yaml: create subjectaccessreviews.authorization.k8s.io: shop',
      ],
    ],
    [
      'metrics that are off',
      metrics('metricsserver.Options{BindAddress: "0", FilterProvider: filters.WithAuthenticationAndAuthorization}'),
      [],
    ],
    ['metrics for all', metrics('metricsserver.Options{BindAddress: ":8080"}'), []],
    ['one namespace, bound in it', inNamespace('Cache: cache.Options{DefaultNamespaces: namespaces},'), []],
    ['another configuration', { ...base, ...operator('', '', '[--kubeconfig=/etc/kube/config]') }, []],
    [
      'what only a setting lets it look after',
      {
        ...operator('', ''),
        ...inMain(
          'err = ctrl.NewControllerManagedBy',
          'if os.Getenv("ORDERS") != "" {\n\t\treturn\n\t}\n\terr = ctrl.NewControllerManagedBy',
        ),
        'role.yaml': operator('', '')['role.yaml'] ?? '',
      },
      [],
    ],
    [
      'a chart beside, of accounts of its own',
      {
        ...operator('', jobs('list, watch')),
        'chart/templates/b.yaml': 'kind: RoleBinding\nsubjects:\n  - name: {{ .Release.Name }}\n',
      },
      [`main.go: list, watch orders.shop.example.com: ${FOR}`, 'role.yaml: list, watch orders.shop.example.com: shop'],
    ],
    [
      'a chart that binds the account, too',
      {
        ...operator('', ''),
        'chart/templates/b.yaml':
          'kind: RoleBinding\nsubjects:\n  - name: shop\n    namespace: {{ .Release.Namespace }}\n',
      },
      [],
    ],
    [
      'a role of every cluster besides',
      {
        ...operator('', jobs('list, watch')),
        'auth.yaml': binding('ClusterRoleBinding', 'ClusterRole').replaceAll(
          /name: shop\n(?=role|subj)/g,
          'name: system:auth-delegator\n',
        ),
      },
      [`main.go: list, watch orders.shop.example.com: ${FOR}`, 'role.yaml: list, watch orders.shop.example.com: shop'],
    ],
    [
      'without any role',
      operator('', ''),
      [
        `main.go: list, watch orders.shop.example.com: ${FOR}`,
        `main.go: list, watch jobs.batch: ${OWNS}`,
        'role.yaml: list, watch orders.shop.example.com: shop',
        'role.yaml: list, watch jobs.batch: shop',
      ],
    ],
  ];
  for (const [what, texts, expected] of table) {
    it(what, async () => assert.deepEqual(await said(texts), expected));
  }

  it('mends the comment that the role is made of, too', async () => {
    const texts = operator('// a word\n\tr.Delete(ctx, &corev1.Pod{})', WATCHED);
    const marked = {
      ...texts,
      'controller/orders.go': (texts['controller/orders.go'] ?? '').replace(
        'func (r *Orders)',
        '// +kubebuilder:rbac:groups=batch,resources=jobs,verbs=list;watch\n\nfunc (r *Orders)',
      ),
    };
    const [first] = await findings(marked, 'role-allows-calls');
    const [fix] = first?.finding.fixes ?? [];
    assert.ok(first && fix);
    const after = mended(marked, first.file, fix);
    assert.match(
      after['controller/orders.go'] ?? '',
      /verbs=list;watch\n\/\/ \+kubebuilder:rbac:groups=core,resources=pods,verbs=delete\n\nfunc/,
    );
    assert.match(after['role.yaml'] ?? '', /resources: \["pods"\]\n {4}verbs: \["delete"\]/);
    assert.deepEqual(await said(after), []);
  });

  it('tells of a token that the account does not give', async () => {
    const account = `${base['account.yaml'] ?? ''}automountServiceAccountToken: false\n`;
    assert.deepEqual(await said({ ...base, 'account.yaml': account }, 'kubernetes-token-mounted'), [
      'main.go: ctrl.GetConfigOrDie()',
      'deploy.yaml: shop',
      'account.yaml: false',
    ]);
  });
});
