import type { Change, Seed } from '../seed.ts';

const DEPLOYMENT = 'deploy/base/deployment.yaml';
const ACCOUNT = 'deploy/base/serviceaccount.yaml';
const ROLE = 'deploy/base/role.yaml';
const MOUNTS = '      automountServiceAccountToken: false\n';
const NEEDS_SERVER = 'an API server answers only in a cluster';

/** The worker asks the API server in every round. */
const asking = (calls: string, imports = ''): readonly Change[] => [
  {
    file: 'main.go',
    from: 'import (\n\t"context"\n',
    to: `import (\n\t"context"\n\n\tmetav1 "k8s.io/apimachinery/pkg/apis/meta/v1"\n\t"k8s.io/client-go/kubernetes"\n\t"k8s.io/client-go/rest"\n${imports}\n`,
  },
  {
    file: 'main.go',
    from: '\tticker := ',
    to: `\tconfig, err := rest.InClusterConfig()\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tclient := kubernetes.NewForConfigOrDie(config)\n\t${calls}\n\tticker := `,
  },
  { file: 'go.mod', from: 'go 1.26\n', to: 'go 1.26\n\nrequire k8s.io/client-go v0.36.0\n' },
];

/** The worker is an operator besides, which looks after Jobs. */
const managing = (options: string): readonly Change[] => [
  {
    file: 'main.go',
    from: 'import (\n\t"context"\n',
    to: 'import (\n\t"context"\n\n\tbatchv1 "k8s.io/api/batch/v1"\n\tctrl "sigs.k8s.io/controller-runtime"\n',
  },
  {
    file: 'main.go',
    from: '\tticker := ',
    to: `\tmgr, err := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{${options}})\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n\t_ = ${BUILDER}.Complete(nil)\n\tgo mgr.Start(ctx)\n\tticker := `,
  },
  { file: 'go.mod', from: 'go 1.26\n', to: 'go 1.26\n\nrequire sigs.k8s.io/controller-runtime v0.22.0\n' },
];
const BUILDER = 'ctrl.NewControllerManagedBy(mgr).For(&batchv1.Job{})';
const ONE_NAMESPACE = 'Cache: cache.Options{DefaultNamespaces: map[string]cache.Config{"mail": {}}}';

/** With its token, and a Role that allows it so much. */
const allowed = (resources: string, verbs: string): readonly Change[] => [
  { file: DEPLOYMENT, from: MOUNTS, to: MOUNTS.replace('false', 'true') },
  {
    file: ROLE,
    write: `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: mailer\nrules:\n  - apiGroups: [""]\n    resources: [${resources}]\n    verbs: [${verbs}]\n`,
  },
  {
    file: 'deploy/base/rolebinding.yaml',
    write:
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: mailer\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: Role\n  name: mailer\nsubjects:\n  - kind: ServiceAccount\n    name: mailer\n',
  },
  {
    file: 'deploy/base/kustomization.yaml',
    from: '  - serviceaccount.yaml\n',
    to: '  - role.yaml\n  - rolebinding.yaml\n  - serviceaccount.yaml\n',
  },
];

const LIST = 'client.CoreV1().Pods("shop").List(ctx, metav1.ListOptions{})';

/** The API server of Kubernetes: who asks it, with which token, and what for. */
export const accessSeeds: readonly Seed[] = [
  {
    what: 'the program asks the API server, and its pod mounts no token',
    sample: 'mailer-worker',
    change: asking(`_, _ = ${LIST}`),
    found: [
      `${DEPLOYMENT}: kubernetes-token-mounted: false`,
      'main.go: kubernetes-token-mounted: rest.InClusterConfig()',
    ],
    leadsTo: 'main.go',
    mends: true,
    unproved: NEEDS_SERVER,
  },
  {
    what: 'the program asks the API server, and its account gives no token',
    sample: 'mailer-worker',
    change: [...asking(`_, _ = ${LIST}`), { file: DEPLOYMENT, from: MOUNTS, to: '' }],
    found: [
      `${ACCOUNT}: kubernetes-token-mounted: false`,
      `${DEPLOYMENT}: kubernetes-token-mounted: mailer`,
      'main.go: kubernetes-token-mounted: rest.InClusterConfig()',
    ],
    leadsTo: 'main.go',
  },
  {
    what: 'the Role allows another verb than the program needs',
    sample: 'mailer-worker',
    change: [...asking(`_, _ = ${LIST}`), ...allowed('pods', 'get')],
    found: [`main.go: role-allows-calls: ${LIST}`, `${ROLE}: role-allows-calls: [get]`],
    leadsTo: ROLE,
    mends: true,
    unproved: NEEDS_SERVER,
  },
  {
    what: 'the binding gives the Role to another account than that of the pod',
    sample: 'mailer-worker',
    change: [
      ...asking(`_, _ = ${LIST}`),
      ...allowed('pods', 'list'),
      {
        file: 'deploy/base/rolebinding.yaml',
        from: 'ServiceAccount\n    name: mailer',
        to: 'ServiceAccount\n    name: default',
      },
    ],
    found: [`${DEPLOYMENT}: role-allows-calls: mailer`],
    leadsTo: 'deploy/base/rolebinding.yaml',
    mends: true,
    unproved: NEEDS_SERVER,
  },
  {
    what: 'the pod loses the account that the Role is bound to',
    sample: 'mailer-worker',
    change: [
      ...asking(`_, _ = ${LIST}`),
      ...allowed('pods', 'list'),
      { file: DEPLOYMENT, from: '      serviceAccountName: mailer\n', to: '' },
    ],
    found: [`${DEPLOYMENT}: role-allows-calls: mailer`],
    leadsTo: 'deploy/base/rolebinding.yaml',
    mends: true,
    unproved: NEEDS_SERVER,
  },
  {
    what: 'the Role allows another resource than the program needs, of a client in a variable',
    sample: 'mailer-worker',
    change: [
      ...asking(
        'settings := client.CoreV1().ConfigMaps("shop")\n\t_, _ = settings.Get(ctx, "mail", metav1.GetOptions{})',
      ),
      ...allowed('pods, secrets', 'get, list'),
    ],
    found: [
      'main.go: role-allows-calls: settings.Get(ctx, "mail", metav1.GetOptions{})',
      `${ROLE}: role-allows-calls: mailer`,
    ],
    leadsTo: ROLE,
    mends: true,
    unproved: NEEDS_SERVER,
  },
  {
    what: 'the Role allows an informer to list and not to watch',
    sample: 'mailer-worker',
    change: [
      ...asking(
        'factory := informers.NewSharedInformerFactoryWithOptions(client, time.Minute, informers.WithNamespace("mail"))\n\tgo factory.Core().V1().Pods().Informer().Run(ctx.Done())',
        '\t"k8s.io/client-go/informers"\n',
      ),
      ...allowed('pods', 'get, list'),
    ],
    found: [
      'main.go: role-allows-calls: factory.Core().V1().Pods().Informer()',
      `${ROLE}: role-allows-calls: [get, list]`,
    ],
    leadsTo: ROLE,
    mends: true,
    unproved: NEEDS_SERVER,
  },
  {
    what: 'the Role allows an informer that is handed on to list and not to watch',
    sample: 'mailer-worker',
    change: [
      ...asking(
        'factory := informers.NewSharedInformerFactoryWithOptions(client, time.Minute, informers.WithNamespace("mail"))\n\tfollow(factory.Core().V1().Pods())',
        '\t"k8s.io/client-go/informers"\n\tcoreinformers "k8s.io/client-go/informers/core/v1"\n',
      ),
      {
        file: 'main.go',
        from: 'func main() {\n',
        to: 'func follow(pods coreinformers.PodInformer) {\n\tgo pods.Informer().Run(nil)\n}\n\nfunc main() {\n',
      },
      ...allowed('pods', 'get, list'),
    ],
    found: ['main.go: role-allows-calls: pods.Informer()', `${ROLE}: role-allows-calls: [get, list]`],
    leadsTo: ROLE,
    mends: true,
    unproved: NEEDS_SERVER,
  },
  {
    what: 'the pod mounts a token that its program has no client for',
    sample: 'mailer-worker',
    change: [{ file: DEPLOYMENT, from: MOUNTS, to: MOUNTS.replace('false', 'true') }],
    found: [`${DEPLOYMENT}: unused-token: true`],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'neither pod nor account says that the program needs no token',
    sample: 'gallery-web',
    change: [
      { file: DEPLOYMENT, from: MOUNTS, to: '' },
      { file: ACCOUNT, from: 'automountServiceAccountToken: false\n', to: '' },
    ],
    found: [`${DEPLOYMENT}: unused-token: gallery`],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'the pod of a program with many libraries runs as default, with its token',
    sample: 'greeter-cli',
    change: [{ file: DEPLOYMENT, from: `      serviceAccountName: greeter\n${MOUNTS}`, to: '' }],
    found: [`${DEPLOYMENT}: unused-token: greeter`],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'a Role allows pods, and the program reads their logs',
    sample: 'mailer-worker',
    change: [...asking('_ = client.CoreV1().Pods("x").GetLogs("y", nil)'), ...allowed('pods', 'get')],
    found: [
      'main.go: role-allows-calls: client.CoreV1().Pods("x").GetLogs("y", nil)',
      `${ROLE}: role-allows-calls: mailer`,
    ],
    leadsTo: 'deploy/base/role.yaml',
    mends: true,
    unproved: NEEDS_SERVER,
  },
  {
    what: 'an operator watches what its Role does not allow',
    sample: 'mailer-worker',
    change: [...managing(ONE_NAMESPACE), ...allowed('pods', 'get')],
    found: [`main.go: role-allows-calls: ${BUILDER}`, `${ROLE}: role-allows-calls: mailer`],
    leadsTo: ROLE,
    mends: true,
    unproved: NEEDS_SERVER,
  },
  {
    what: 'an operator elects a leader without a lease',
    sample: 'mailer-worker',
    change: [
      ...managing(`${ONE_NAMESPACE}, LeaderElection: true, LeaderElectionID: "mailer"`),
      ...allowed('pods', 'get'),
      {
        file: ROLE,
        from: 'apiGroups: [""]\n    resources: [pods]\n    verbs: [get]',
        to: 'apiGroups: [batch]\n    resources: [jobs]\n    verbs: [list, watch]',
      },
    ],
    found: ['main.go: role-allows-calls: true', `${ROLE}: role-allows-calls: mailer`],
    leadsTo: ROLE,
    mends: true,
    unproved: NEEDS_SERVER,
  },
  {
    what: 'an operator mounts no token',
    sample: 'mailer-worker',
    change: managing(ONE_NAMESPACE),
    found: [
      `${DEPLOYMENT}: kubernetes-token-mounted: false`,
      'main.go: kubernetes-token-mounted: ctrl.GetConfigOrDie()',
    ],
    leadsTo: 'main.go',
    mends: true,
    unproved: NEEDS_SERVER,
  },
];
