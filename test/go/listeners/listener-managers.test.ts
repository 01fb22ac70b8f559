import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf, listensOf } from '../go-project.ts';
import { listensWith } from '../listens-with.ts';

const RUNTIME = 'ctrl=sigs.k8s.io/controller-runtime';

const cases: Readonly<Record<string, { imports: string; code: string; listens: string[] }>> = {
  "a manager's defaults": {
    imports: RUNTIME,
    code: 'mgr, _ := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{})\nmgr.Start(nil)',
    listens: ['8080 http all known'],
  },
  "a manager's options in a variable that nobody makes": {
    imports: `${RUNTIME} metricsserver=sigs.k8s.io/controller-runtime/pkg/metrics/server`,
    code: 'var o ctrl.Options\no.Metrics = metricsserver.Options{BindAddress: ":8443"}\no.HealthProbeBindAddress = ":8081"\nmgr, _ := ctrl.NewManager(ctrl.GetConfigOrDie(), o)\nmgr.Start(nil)',
    listens: ['8443 http all known', '8081 http all known'],
  },
  "a manager's addresses": {
    imports: `flag ${RUNTIME} metricsserver=sigs.k8s.io/controller-runtime/pkg/metrics/server sigs.k8s.io/controller-runtime/pkg/webhook`,
    code: 'var metrics, probes string\nflag.StringVar(&metrics, "metrics-bind-address", ":8443", "")\nflag.StringVar(&probes, "health-probe-bind-address", ":8081", "")\nhooks := webhook.NewServer(webhook.Options{})\nmgr, _ := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{Metrics: metricsserver.Options{BindAddress: metrics}, WebhookServer: hooks, HealthProbeBindAddress: probes})\nctrl.NewWebhookManagedBy(mgr)',
    listens: [
      '8443 http all default by flag:metrics-bind-address',
      '8081 http all default by flag:health-probe-bind-address',
      '9443 https all known',
    ],
  },
  'webhooks of a type that the program does not set up': {
    imports: RUNTIME,
    code: 'type captain struct{}\nfunc (c *captain) SetupWebhookWithManager(mgr ctrl.Manager) error { return ctrl.NewWebhookManagedBy(mgr).For(c).Complete() }\nfunc (c *captain) DeepCopyObject() any { return c }\nfunc main() { mgr, _ := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{}); mgr.Add(&captain{}); mgr.Start(nil) }',
    listens: ['8080 http all known'],
  },
  'webhooks of a type that it does set up': {
    imports: RUNTIME,
    code: 'type captain struct{}\nfunc (c *captain) SetupWebhookWithManager(mgr ctrl.Manager) error { return ctrl.NewWebhookManagedBy(mgr).For(c).Complete() }\nfunc run(setup func(ctrl.Manager) error) { mgr, _ := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{}); setup(mgr); mgr.Start(nil) }\nfunc main() { run((&captain{}).SetupWebhookWithManager) }',
    listens: ['8080 http all known', '9443 https all known'],
  },
  'webhooks that a flag turns on': {
    imports: `flag ${RUNTIME}`,
    code: 'var hooks = flag.Bool("hooks", false, "")\nfunc enable(mgr ctrl.Manager) { mgr.GetWebhookServer().Register("/x", nil) }\nfunc main() { flag.Parse(); mgr, _ := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{}); if *hooks { enable(mgr) }; mgr.Start(nil) }',
    listens: ['8080 http all known'],
  },
  'webhooks of one of two managers': {
    imports: RUNTIME,
    code: 'func hooks(mgr ctrl.Manager) { ctrl.NewWebhookManagedBy(mgr) }\nfunc control() { mgr, _ := ctrl.NewManager(nil, ctrl.Options{MetricsBindAddress: ":8080"}); mgr.Start(nil) }\nfunc serve() { mgr, _ := ctrl.NewManager(nil, ctrl.Options{MetricsBindAddress: "0", Port: 10250}); hooks(mgr); mgr.Start(nil) }\nfunc main() { control(); serve() }',
    listens: ['8080 http all known', '10250 https all known'],
  },
  'metrics of a manager that a function gives in both of two ways': {
    imports: `flag ${RUNTIME} metricsserver=sigs.k8s.io/controller-runtime/pkg/metrics/server`,
    code: 'var insecure bool\nvar address string\nfunc metrics() (int, *metricsserver.Options) { var o *metricsserver.Options; if insecure { o = &metricsserver.Options{BindAddress: address} } else { o = &metricsserver.Options{BindAddress: address, SecureServing: true} }; return 0, o }\nfunc main() { flag.StringVar(&address, "diagnostics-address", ":8443", ""); _, o := metrics(); ctrl.NewManager(nil, ctrl.Options{Metrics: *o}) }',
    listens: ['8443 ? all default by flag:diagnostics-address'],
  },
  'metrics of a manager that are out of sight': {
    imports: `${RUNTIME} example.com/options`,
    code: 'ctrl.NewManager(nil, ctrl.Options{Metrics: options.Metrics()})',
    listens: ['? ? ? unknown'],
  },
  'a manager without metrics and webhooks': {
    imports: RUNTIME,
    code: 'ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{MetricsBindAddress: "0", Port: 9443})',
    listens: [],
  },
  'a webhook server of its own': {
    imports: `${RUNTIME} sigs.k8s.io/controller-runtime/pkg/webhook`,
    code: 'mgr, _ := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{MetricsBindAddress: "0"})\nserver := webhook.NewServer(webhook.Options{Port: 8443})\nserver.Register("/validate", nil)\nmgr.Add(server)',
    listens: ['8443 https all known'],
  },
  'an API server': {
    imports: 'k8s.io/apiserver/pkg/server/options',
    code: 'o := options.NewSecureServingOptions().WithLoopback()\n_ = o',
    listens: ['443 https all default by flag:secure-port'],
  },
  'an API server with a port of its own': {
    imports: 'k8s.io/apiserver/pkg/server/options',
    code: 'o := options.NewSecureServingOptions()\no.BindPort = 6443',
    listens: ['6443 https all default by flag:secure-port'],
  },
  'an adapter of metrics, which is an API server': {
    imports: 'sigs.k8s.io/custom-metrics-apiserver/pkg/cmd',
    code: 'type adapter struct { cmd.AdapterBase }\nfunc main() { a := &adapter{}; a.Run(nil) }',
    listens: ['443 https all default by flag:secure-port'],
  },
  "metrics of a manager by the flags of Cluster API's library": {
    imports: `flag ${RUNTIME} sigs.k8s.io/cluster-api/util/flags`,
    code: 'var o flags.ManagerOptions\nflags.AddManagerOptions(nil, &o)\n_, metrics, _ := flags.GetManagerOptions(o)\nctrl.NewManager(nil, ctrl.Options{Metrics: *metrics})',
    listens: ['8443 https all default by flag:diagnostics-address'],
  },
};

const answered: Readonly<Record<string, { code: string; metrics: string | null; pprof?: string }>> = {
  'metrics of a manager, on by default': {
    code: 'ctrl.NewManager(nil, ctrl.Options{})',
    metrics: '/metrics 8080 http known',
  },
  'metrics and profiles of a manager by flags': {
    code: 'address := flag.String("metrics-bind-address", ":8443", "")\nsecure := flag.Bool("metrics-secure", true, "")\nctrl.NewManager(nil, ctrl.Options{Metrics: metricsserver.Options{BindAddress: *address, SecureServing: *secure}, PprofBindAddress: ":6060"})',
    metrics: '/metrics 8443 https default by flag:metrics-secure',
    pprof: '/debug/pprof/ 6060',
  },
  'metrics of a manager that a flag may open': {
    code: 'address := flag.String("metrics-bind-address", "0", "")\nctrl.NewManager(nil, ctrl.Options{Metrics: metricsserver.Options{BindAddress: *address, SecureServing: true}})',
    metrics: '/metrics ? https unknown',
  },
  'a manager that serves no metrics': {
    code: 'ctrl.NewManager(nil, ctrl.Options{Metrics: metricsserver.Options{BindAddress: "0"}})',
    metrics: null,
  },
};

for (const [name, { code, metrics, pprof }] of Object.entries(answered)) {
  test(`answers: ${name}`, async () => {
    const declared = `import (\n"flag"\nctrl "sigs.k8s.io/controller-runtime"\nmetricsserver "sigs.k8s.io/controller-runtime/pkg/metrics/server"\n)`;
    const file = `package main\n${declared}\nfunc main() {\n${code}\n}\n`;
    const program = await factsOf('', { 'main.go': file });
    const at = program.listens.find(({ port }) => port === program.metrics?.port);
    const by = (at?.securedBy ?? []).map((one) => ` by ${one}`).join('');
    const { path, port, certainty } = program.metrics ?? {};
    assert.equal(path ? `${path} ${port ?? '?'} ${at?.protocol} ${certainty}${by}` : null, metrics);
    assert.deepEqual(
      program.profiles.map(({ path, port }) => `${path} ${port}`),
      pprof ? [pprof] : [],
    );
  });
}

for (const [name, { imports, code, listens }] of Object.entries(cases)) {
  test(`listens: ${name}`, async () => {
    assert.deepEqual(await listensWith(imports, code), listens);
  });
}

test("listens: a manager in its library's own module, whose webhooks nobody asks for", async () => {
  const listens = await listensOf('', {
    'go.mod': 'module sigs.k8s.io/controller-runtime\n\ngo 1.26\n',
    'main.go':
      'package main\nimport "sigs.k8s.io/controller-runtime/pkg/manager"\nfunc main() { m, _ := manager.New(nil, manager.Options{}); m.Start(nil) }\n',
    'pkg/manager/manager.go':
      'package manager\nimport "sigs.k8s.io/controller-runtime/pkg/webhook"\ntype Options struct { WebhookServer webhook.Server }\ntype Manager interface { Start(any) error }\ntype control struct { hooks webhook.Server }\nfunc New(config any, o Options) (Manager, error) { return &control{hooks: o.WebhookServer}, nil }\nfunc (c *control) Start(any) error { if c.hooks == nil { c.hooks = webhook.NewServer(webhook.Options{}) }; return c.hooks.Start(nil) }\n',
    'pkg/webhook/server.go':
      'package webhook\nimport ("crypto/tls"; "net/http"; "fmt")\ntype Options struct { Port int }\ntype Server interface { Start(any) error }\ntype server struct { o Options }\nfunc NewServer(o Options) Server { if o.Port <= 0 { o.Port = 9443 }; return &server{o: o} }\nfunc (s *server) Start(any) error { l, _ := tls.Listen("tcp", fmt.Sprintf(":%d", s.o.Port), nil); return (&http.Server{}).Serve(l) }\n',
  });
  assert.deepEqual(listens, ['8080 http all known']);
});
