import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Program } from '../../../src/go/project.ts';
import { factsOf } from '../go-project.ts';

const shutdown: Readonly<Record<string, { code: string; shutdown: Program['shutdown'] }>> = {
  none: {
    code: 'http.ListenAndServe(":80", nil)',
    shutdown: { signals: [], graceful: false, timeoutSeconds: null, certainty: 'known' },
  },
  'signals and Shutdown': {
    code: 's := &http.Server{Addr: ":80"}\nctx, _ := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)\ngo s.ListenAndServe()\n<-ctx.Done()\ns.Shutdown(ctx)',
    shutdown: { signals: ['SIGINT', 'SIGTERM'], graceful: true, timeoutSeconds: null, certainty: 'known' },
  },
  'the server that a framework holds': {
    code: 'type app struct { e *echo.Echo }\nfunc (a *app) run() { ctx, _ := signal.NotifyContext(context.Background(), syscall.SIGTERM)\ngo a.e.Start(":80")\n<-ctx.Done()\na.e.Server.Shutdown(ctx) }\nfunc main() { (&app{e: echo.New()}).run() }',
    shutdown: { signals: ['SIGTERM'], graceful: true, timeoutSeconds: null, certainty: 'known' },
  },
  'signals only': {
    code: 'c := make(chan os.Signal, 1)\nsignal.Notify(c, syscall.SIGTERM)\n<-c',
    shutdown: { signals: ['SIGTERM'], graceful: false, timeoutSeconds: null, certainty: 'known' },
  },
  'every signal': {
    code: 'c := make(chan os.Signal, 1)\nsignal.Notify(c)',
    shutdown: { signals: ['SIGINT', 'SIGTERM'], graceful: false, timeoutSeconds: null, certainty: 'known' },
  },
  'signals in a list': {
    code: 'var all = []os.Signal{os.Interrupt, syscall.SIGHUP}\nfunc main() { c := make(chan os.Signal, 1); signal.Notify(c, all...) }',
    shutdown: { signals: ['SIGHUP', 'SIGINT'], graceful: false, timeoutSeconds: null, certainty: 'known' },
  },
  'signals that constants name': {
    code: 'const last = syscall.SIGTERM\nvar other = os.Interrupt\nfunc main() { c := make(chan os.Signal, 1); signal.Notify(c, last, other); <-c }',
    shutdown: { signals: ['SIGINT', 'SIGTERM'], graceful: false, timeoutSeconds: null, certainty: 'known' },
  },
  'signals from elsewhere': {
    code: 'c := make(chan os.Signal, 1)\nsignal.Notify(c, redis.Signals()...)',
    shutdown: { signals: [], graceful: null, timeoutSeconds: null, certainty: 'unknown' },
  },
  'the end at once, with a Shutdown for something else': {
    code: 'var s = &http.Server{Addr: ":80"}\nfunc stop() { s.Shutdown(nil) }\nfunc main() { http.HandleFunc("/quit", func(http.ResponseWriter, *http.Request) {}); c := make(chan os.Signal, 1); signal.Notify(c, syscall.SIGTERM); go s.ListenAndServe(); <-c; os.Exit(0) }',
    shutdown: { signals: ['SIGTERM'], graceful: false, timeoutSeconds: null, certainty: 'known' },
  },
  'a signal that only reloads': {
    code: 'var s = &http.Server{Addr: ":80"}\nfunc stop() { s.Shutdown(nil) }\nfunc main() { c := make(chan os.Signal, 1); signal.Notify(c, syscall.SIGHUP); go s.ListenAndServe(); <-c; stop() }',
    shutdown: { signals: ['SIGHUP'], graceful: false, timeoutSeconds: null, certainty: 'known' },
  },
  'a context that ends in time': {
    code: 'const grace = 20\nvar s = &http.Server{Addr: ":80"}\nfunc main() { ctx, _ := signal.NotifyContext(context.Background(), syscall.SIGTERM); go s.ListenAndServe(); <-ctx.Done(); end, cancel := context.WithTimeout(context.Background(), grace*time.Second); defer cancel(); s.Shutdown(end) }',
    shutdown: { signals: ['SIGTERM'], graceful: true, timeoutSeconds: 20, certainty: 'known' },
  },
  'contexts and a sleep one after the other': {
    code: 'var s, m = &http.Server{Addr: ":80"}, &http.Server{Addr: ":81"}\nfunc main() { ctx, _ := signal.NotifyContext(context.Background(), syscall.SIGTERM); go s.ListenAndServe(); go m.ListenAndServe(); <-ctx.Done(); time.Sleep(3*time.Second); end, cancel := context.WithTimeout(context.Background(), 20*time.Second); defer cancel(); s.Shutdown(end); last, stop := context.WithTimeout(context.Background(), 5*time.Second); defer stop(); m.Shutdown(last) }',
    shutdown: { signals: ['SIGTERM'], graceful: true, timeoutSeconds: 28, certainty: 'known' },
  },
  'a time of a flag behind another one': {
    code: 'var s = &http.Server{Addr: ":80"}\nvar grace = flag.Duration("grace", 20*time.Second, "")\nfunc main() { ctx, _ := signal.NotifyContext(context.Background(), syscall.SIGTERM); go s.ListenAndServe(); <-ctx.Done(); time.Sleep(5*time.Second); end, cancel := context.WithTimeout(context.Background(), *grace); defer cancel(); s.Shutdown(end) }',
    shutdown: {
      ...{ signals: ['SIGTERM'], graceful: true, timeoutSeconds: 25, timeoutBy: ['flag:grace'], fixedSeconds: 5 },
      certainty: 'known',
    },
  },
  'a context of the start, and one in a branch, beside that of the end': {
    code: 'var s = &http.Server{Addr: ":80"}\nfunc main() { ctx, _ := signal.NotifyContext(context.Background(), syscall.SIGTERM); first, _ := context.WithTimeout(context.Background(), 9*time.Second); open(first); go s.ListenAndServe(); go func() { <-ctx.Done(); if len(os.Args) > 1 { time.Sleep(9*time.Second) }; end, _ := context.WithTimeout(context.Background(), 20*time.Second); s.Shutdown(end) }(); time.Sleep(9*time.Second) }',
    shutdown: { signals: ['SIGTERM'], graceful: true, timeoutSeconds: 20, certainty: 'known' },
  },
  'a time that a flag has': {
    code: 'var s = &http.Server{Addr: ":80"}\nvar grace = flag.Duration("grace", 90*time.Second, "")\nfunc main() { c := make(chan os.Signal, 1); signal.Notify(c, syscall.SIGTERM); go s.ListenAndServe(); <-c; stop() }\nfunc stop() { end, cancel := context.WithTimeout(context.Background(), *grace); defer cancel(); s.Shutdown(end) }',
    shutdown: {
      signals: ['SIGTERM'],
      graceful: true,
      timeoutSeconds: 90,
      timeoutBy: ['flag:grace'],
      certainty: 'known',
    },
  },
  'a time that a flag puts into a field': {
    code: 'type options struct { grace time.Duration }\nvar s = &http.Server{Addr: ":80"}\nfunc main() { var o options; flag.DurationVar(&o.grace, "grace", 90*time.Second, ""); flag.Parse(); run(o) }\nfunc run(o options) { c := make(chan os.Signal, 1); signal.Notify(c, syscall.SIGTERM); go s.ListenAndServe(); <-c; end, cancel := context.WithTimeout(context.Background(), o.grace); defer cancel(); s.Shutdown(end) }',
    shutdown: {
      signals: ['SIGTERM'],
      graceful: true,
      timeoutSeconds: 90,
      timeoutBy: ['flag:grace'],
      certainty: 'known',
    },
  },
  'a time that a helper returns where no variable is set': {
    code: 'type config struct { drain time.Duration }\nvar s = &http.Server{Addr: ":80"}\nfunc load() config { return config{drain: wait("DRAIN", 15*time.Second)} }\nfunc wait(name string, fallback time.Duration) time.Duration { value := os.Getenv(name)\nif value == "" { return fallback }\nparsed, err := time.ParseDuration(value)\nif err != nil { panic(err) }\nreturn parsed }\nfunc main() { cfg := load(); ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM); defer stop(); go s.ListenAndServe(); <-ctx.Done()\nend, cancel := context.WithTimeout(context.Background(), cfg.drain); defer cancel(); s.Shutdown(end) }',
    shutdown: {
      signals: ['SIGTERM'],
      graceful: true,
      timeoutSeconds: 15,
      timeoutBy: ['env:DRAIN'],
      certainty: 'known',
    },
  },
  'a time that a variable has': {
    code: 'var s = &http.Server{Addr: ":80"}\nfunc wait(name, fallback string) time.Duration { value := os.Getenv(name)\nif value == "" { value = fallback }\nparsed, _ := time.ParseDuration(value)\nreturn parsed }\nfunc main() { ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM); defer stop(); go s.ListenAndServe(); <-ctx.Done()\nctx, cancel := context.WithTimeout(context.Background(), wait("GRACE", "20s")); defer cancel(); s.Shutdown(ctx) }',
    shutdown: {
      signals: ['SIGTERM'],
      graceful: true,
      timeoutSeconds: 20,
      timeoutBy: ['env:GRACE'],
      certainty: 'known',
    },
  },
  'a signal that ends a context': {
    code: 'var s = &http.Server{Addr: ":80"}\nfunc main() { ctx, cancel := context.WithCancel(context.Background()); c := make(chan os.Signal, 1); signal.Notify(c, syscall.SIGTERM); go func() { <-c; cancel() }(); serve(ctx) }\nfunc serve(ctx context.Context) { go s.ListenAndServe(); <-ctx.Done(); s.Shutdown(context.Background()) }',
    shutdown: { signals: ['SIGTERM'], graceful: true, timeoutSeconds: null, certainty: 'known' },
  },
  'a worker that waits for its work': {
    code: 'var wg sync.WaitGroup\nfunc main() { ctx, _ := signal.NotifyContext(context.Background(), syscall.SIGTERM); <-ctx.Done(); wg.Wait() }',
    shutdown: { signals: ['SIGTERM'], graceful: true, timeoutSeconds: null, certainty: 'known' },
  },
  'a manager of controllers': {
    code: 'signals.SetupSignalHandler()',
    shutdown: {
      signals: ['SIGINT', 'SIGTERM'],
      graceful: true,
      timeoutSeconds: 30,
      byLibrary: true,
      certainty: 'known',
    },
  },
  'a channel that a library is handed, which ends by it': {
    code: 'import "k8s.io/cloud-provider/app"\nfunc main() { stop := make(chan struct{}); c := make(chan os.Signal, 1); signal.Notify(c, syscall.SIGTERM); go func() { <-c; close(stop) }(); http.ListenAndServe(":80", nil); app.Run(config, stop) }',
    shutdown: { signals: ['SIGTERM'], graceful: null, timeoutSeconds: null, certainty: 'unknown' },
  },
  'a server that answers signals itself': {
    code: 'endless.ListenAndServe(":80", nil)',
    shutdown: {
      signals: ['SIGHUP', 'SIGINT', 'SIGTERM', 'SIGTSTP', 'SIGUSR1', 'SIGUSR2'],
      graceful: true,
      timeoutSeconds: 60,
      byLibrary: true,
      certainty: 'known',
    },
  },
  gRPC: {
    code: 's := grpc.NewServer()\nc := make(chan os.Signal, 1)\nsignal.Notify(c, syscall.SIGTERM)\n<-c\ns.GracefulStop()',
    shutdown: { signals: ['SIGTERM'], graceful: true, timeoutSeconds: null, certainty: 'known' },
  },
  'a stop of gRPC that is broken off': {
    code: 's := grpc.NewServer()\nc := make(chan os.Signal, 1)\nsignal.Notify(c, syscall.SIGTERM)\n<-c\ndone := make(chan struct{})\ngo func() { s.GracefulStop(); close(done) }()\nselect {\ncase <-done:\ncase <-time.After(25 * time.Second):\n\ts.Stop()\n}',
    shutdown: { signals: ['SIGTERM'], graceful: true, timeoutSeconds: 25, certainty: 'known' },
  },
};

for (const [name, { code, shutdown: expected }] of Object.entries(shutdown)) {
  test(`shutdown: ${name}`, async () => {
    const { place, ...facts } = (await factsOf(code)).shutdown;
    assert.deepEqual(facts, expected);
    const asks = /signals?\.|endless\./.test(code);
    assert.equal(place?.file, asks ? 'main.go' : undefined);
  });
}

/** How programs end whose library waits for signals itself. */
const byLibrary: readonly (readonly [path: string, code: string, signals: string[], graceful: boolean | null])[] = [
  ['go.uber.org/fx', 'fx.New().Run()', ['SIGINT', 'SIGTERM'], null],
  ['go.uber.org/fx', 'app := fx.New()\napp.Run()', ['SIGINT', 'SIGTERM'], null],
  ['github.com/go-kratos/kratos/v2', 'app := kratos.New()\napp.Run()', ['SIGINT', 'SIGQUIT', 'SIGTERM'], true],
  [
    'github.com/hibiken/asynq',
    's := asynq.NewServer(nil, asynq.Config{})\ns.Run(nil)',
    ['SIGINT', 'SIGTERM', 'SIGTSTP'],
    true,
  ],
  [
    'sigs.k8s.io/controller-runtime/pkg/runtime/signals',
    'm.Start(signals.SetupSignalHandler())',
    ['SIGINT', 'SIGTERM'],
    null,
  ],
  ['github.com/hibiken/asynq', 's := asynq.NewScheduler(nil, nil)\ns.Run()', ['SIGINT', 'SIGTERM'], true],
];

for (const [path, code, signals, graceful] of byLibrary) {
  test(`shutdown by ${path}: ${code}`, async () => {
    const main = `package main\nimport "${path}"\nfunc main() {\n${code}\n}`;
    const { shutdown: found } = await factsOf('', { 'main.go': main });
    assert.deepEqual([found.signals, found.graceful], [signals, graceful]);
  });
}

const managed: Readonly<Record<string, { code: string; seconds: number | null }>> = {
  'as its library decides': { code: 'options := ctrl.Options{}', seconds: 30 },
  'as a pointer says': {
    code: 'limit := 45 * time.Second\noptions := ctrl.Options{GracefulShutdownTimeout: &limit}',
    seconds: 45,
  },
  'as a helper for pointers says': {
    code: 'options := ctrl.Options{GracefulShutdownTimeout: ptr.To(time.Minute)}',
    seconds: 60,
  },
  'as a helper of its own says': {
    code: 'options := ctrl.Options{}\noptions.GracefulShutdownTimeout = own(time.Minute)',
    seconds: 60,
  },
  'as a call elsewhere says': {
    code: 'options := ctrl.Options{GracefulShutdownTimeout: settings.Limit()}',
    seconds: null,
  },
};

for (const [what, { code, seconds }] of Object.entries(managed)) {
  test(`the end of a manager takes its time ${what}`, async () => {
    const imports =
      'import (\n"time"\n"example.com/settings"\n"k8s.io/utils/ptr"\nctrl "sigs.k8s.io/controller-runtime"\n)';
    const helper = 'func own[T any](value T) *T { return &value }';
    const main = `package main\n${imports}\n${helper}\nfunc main() {\n${code}\nmgr, _ := ctrl.NewManager(nil, options)\nmgr.Start(ctrl.SetupSignalHandler())\n}`;
    const { shutdown: found } = await factsOf('', { 'main.go': main });
    assert.equal(found.timeoutSeconds, seconds);
  });
}

const stopped: Readonly<Record<string, string>> = {
  'github.com/robfig/cron/v3': 'c := cron.New()\nc.Start()\n<-q\nc.Stop()',
  'github.com/go-co-op/gocron/v2': 's, _ := gocron.NewScheduler()\ns.Start()\n<-q\ns.Shutdown()',
  'github.com/nats-io/nats.go': 'c, _ := nats.Connect("x")\n<-q\nc.Drain()',
};

for (const [path, code] of Object.entries(stopped)) {
  test(`shutdown of ${path}`, async () => {
    const wait = 'q := make(chan os.Signal, 1)\nsignal.Notify(q, os.Interrupt)\n';
    const main = `package main\nimport (\n"os"\n"os/signal"\n"${path}"\n)\nfunc main() {\n${wait}${code}\n}`;
    assert.equal((await factsOf('', { 'main.go': main })).shutdown.graceful, true);
  });
}

test('shutdown: a library that is told the server and the time', async () => {
  const main =
    'package main\nimport (\n"time"\nrouting "github.com/go-ozzo/ozzo-routing/v2"\n)\nfunc main() { go routing.GracefulShutdown(nil, 10*time.Second, nil) }';
  const { shutdown: found } = await factsOf('', { 'main.go': main });
  assert.deepEqual([found.signals, found.graceful, found.timeoutSeconds], [['SIGINT', 'SIGTERM'], true, 10]);
});

test('shutdown: a library that is called like one for signals may take them', async () => {
  const { shutdown: found } = await factsOf(
    'import "github.com/acme/go-signals"\nfunc main() { fmt.Println(signals.Context()); http.ListenAndServe(":80", nil) }',
  );
  assert.deepEqual(found, { signals: [], graceful: null, timeoutSeconds: null, certainty: 'unknown' });
});

test('shutdown: is shown where it is told to end, not where it is told to reload', async () => {
  const main =
    'package main\nimport (\n"context"\n"net/http"\n"os"\n"os/signal"\n"syscall"\n)\nvar s = &http.Server{Addr: ":80"}\nfunc main() {\nagain := make(chan os.Signal, 1); signal.Notify(again, syscall.SIGUSR2)\nctx, _ := signal.NotifyContext(context.Background(), syscall.SIGTERM)\ngo s.ListenAndServe()\n<-ctx.Done()\ns.Shutdown(ctx)\n}\n';
  const { shutdown: found } = await factsOf('', { 'main.go': main });
  assert.deepEqual([found.graceful, found.place?.line], [true, 12]);
});
