import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listensWith } from '../listens-with.ts';

const RUNTIME = 'ctrl=sigs.k8s.io/controller-runtime';
const FX = 'go.uber.org/fx';
const METRICS = 'metrics=sigs.k8s.io/controller-runtime/pkg/metrics/server';
const PROVIDERS = `
func newOptions() (*ctrl.Options, error) {
	if os.Args[0] == "" { return nil, errors.New("no name") }
	return &ctrl.Options{Metrics: metrics.Options{BindAddress: ":10080"}}, nil
}
func newManager(options *ctrl.Options) (ctrl.Manager, error) { return ctrl.NewManager(nil, *options) }
`;

const cases: Readonly<Record<string, { imports: string; code: string; listens: string[] }>> = {
  'a parameter that fx fills with what another function returns': {
    imports: `errors os ${FX} ${RUNTIME} ${METRICS}`,
    code: `${PROVIDERS}func main() { fx.New(fx.Provide(newOptions, newManager)).Run() }`,
    listens: ['10080 http all known'],
  },
  'one of dig': {
    imports: `errors os go.uber.org/dig ${RUNTIME} ${METRICS}`,
    code: `${PROVIDERS}func main() {
	c := dig.New()
	c.Provide(newOptions)
	c.Provide(newManager)
	c.Invoke(func(m ctrl.Manager) { m.Start(nil) })
}`,
    listens: ['10080 http all known'],
  },
  'a field of parameters that fx fills, supplied as it is': {
    imports: `net/http ${FX}`,
    code: `type config struct { Address string }
type params struct { fx.In; Config *config }
func serve(p params) { http.ListenAndServe(p.Config.Address, nil) }
func main() { fx.New(fx.Supply(&config{Address: ":7070"}), fx.Invoke(serve)).Run() }`,
    listens: ['7070 http all known'],
  },
  'a literal beside a note, and a server made elsewhere': {
    imports: `net/http ${FX}`,
    code: `func start(s *http.Server) { go s.ListenAndServe() }
func main() {
	fx.New(fx.Provide(fx.Annotate(func() *http.Server { return &http.Server{Addr: ":7071"} }, fx.OnStop(nil))), fx.Invoke(start)).Run()
}`,
    listens: ['7071 http all known'],
  },
  'nobody in sight provides it': {
    imports: `net/http ${FX}`,
    code: 'func start(s *http.Server) { go s.ListenAndServe() }\nfunc main() { fx.New(fx.Invoke(start)).Run() }',
    listens: ['? http ? unknown'],
  },
};

for (const [name, { imports, code, listens }] of Object.entries(cases)) {
  test(name, async () => {
    assert.deepEqual(await listensWith(imports, code), listens);
  });
}
