import { TYLERB } from './server-types.ts';

/** Calls that let what is under way finish; paths without major versions. */
export const STOPS: ReadonlySet<string> = new Set([
  'net/http.Server.Shutdown',
  'google.golang.org/grpc.Server.GracefulStop',
  'github.com/labstack/echo.Echo.Shutdown',
  ...['Shutdown', 'ShutdownWithTimeout', 'ShutdownWithContext'].flatMap((name) => [
    `github.com/gofiber/fiber.App.${name}`,
    `github.com/valyala/fasthttp.Server.${name}`,
  ]),
  'github.com/kataras/iris.Application.Shutdown',
  'github.com/hibiken/asynq.Server.Shutdown',
  'github.com/hibiken/asynq.Server.Stop',
  'github.com/robfig/cron.Cron.Stop',
  'github.com/go-co-op/gocron.Scheduler.Shutdown',
  'github.com/nats-io/nats.go.Conn.Drain',
  'github.com/twmb/franz-go/pkg/kgo.Client.Close',
  'github.com/ThreeDotsLabs/watermill/message.Router.Close',
  'github.com/cloudwego/hertz/pkg/app/server.Hertz.Shutdown',
  'github.com/cloudwego/kitex/server.Server.Stop',
  'github.com/quic-go/quic-go/http3.Server.Shutdown',
  'github.com/miekg/dns.Server.ShutdownContext',
  ...TYLERB.map((path) => `${path}.Server.Stop`),
]);

/** Calls that wait until work that a context ended is done. */
export const WAITS: ReadonlySet<string> = new Set([
  'sync.WaitGroup.Wait',
  'golang.org/x/sync/errgroup.Group.Wait',
  'github.com/oklog/run.Group.Run',
  'github.com/sourcegraph/conc.WaitGroup.Wait',
  'github.com/sourcegraph/conc/pool.ContextPool.Wait',
]);

export interface ShutdownLibrary {
  /** Signals that it waits for itself; absent: the call's arguments from this one on. */
  readonly signals: readonly string[] | { readonly from: number };
  /** Null: it only waits; what happens then is the program's own doing. */
  readonly graceful: true | null;
  /** Seconds that it gives by default, as far as its documentation says. */
  readonly seconds?: number;
  /** Argument with the time that it gives. */
  readonly timeoutAt?: number;
  /** An option that gives the time, wherever the server is made: its first argument. */
  readonly timeoutOption?: string;
  /** A field that gives it, of the struct that the server is made with. */
  readonly timeoutField?: { readonly of: string; readonly name: string };
}

const USUAL = ['SIGINT', 'SIGTERM'];
const K8S: ShutdownLibrary = { signals: USUAL, graceful: null };
const MANAGER: ShutdownLibrary = {
  signals: USUAL,
  graceful: true,
  seconds: 30,
  timeoutField: { of: 'sigs.k8s.io/controller-runtime/pkg/manager.Options', name: 'GracefulShutdownTimeout' },
};

/** Calls after which a library answers signals, by its documentation. */
export const LIBRARIES: ReadonlyMap<string, ShutdownLibrary> = new Map<string, ShutdownLibrary>([
  ['sigs.k8s.io/controller-runtime.SetupSignalHandler', MANAGER],
  ['sigs.k8s.io/controller-runtime/pkg/manager/signals.SetupSignalHandler', MANAGER],
  // Its managers of before 0.2 return at once.
  ['sigs.k8s.io/controller-runtime/pkg/runtime/signals.SetupSignalHandler', K8S],
  ['k8s.io/apiserver/pkg/server.SetupSignalHandler', K8S],
  ['k8s.io/apiserver/pkg/server.SetupSignalContext', K8S],
  ['k8s.io/sample-controller/pkg/signals.SetupSignalHandler', K8S],
  // What the channel that they are handed ends, they say.
  ['k8s.io/cloud-provider/app.NewCloudControllerManagerCommand', K8S],
  ['k8s.io/cloud-provider/app.Run', { signals: [], graceful: null }],
  ['knative.dev/pkg/signals.NewContext', K8S],
  ['knative.dev/pkg/signals.SetupSignalHandler', K8S],
  [
    'go.uber.org/fx.App.Run',
    { signals: USUAL, graceful: null, seconds: 15, timeoutOption: 'go.uber.org/fx.StopTimeout' },
  ],
  [
    'github.com/go-kratos/kratos.App.Run',
    {
      signals: ['SIGINT', 'SIGQUIT', 'SIGTERM'],
      graceful: true,
      timeoutOption: 'github.com/go-kratos/kratos.StopTimeout',
    },
  ],
  // What stops is what `OnStop` is told.
  ['github.com/danielgtaylor/huma/humacli.CLI.Run', { signals: USUAL, graceful: null }],
  ...['rest.Server.Start', 'zrpc.RpcServer.Start', 'core/service.ServiceGroup.Start'].map(
    (name) =>
      [
        `github.com/zeromicro/go-zero/${name}`,
        { signals: ['SIGINT', 'SIGTERM'], graceful: true, seconds: 5.5 },
      ] as const,
  ),
  ...['ListenAndServe', 'ListenAndServeTLS'].map(
    (name) =>
      [
        `github.com/fvbock/endless.${name}`,
        { signals: ['SIGHUP', 'SIGINT', 'SIGTERM', 'SIGTSTP', 'SIGUSR1', 'SIGUSR2'], graceful: true, seconds: 60 },
      ] as const,
  ),
  ...TYLERB.map((path) => [`${path}.Run`, { signals: USUAL, graceful: true, timeoutAt: 1 }] as const),
  ['github.com/go-ozzo/ozzo-routing.GracefulShutdown', { signals: USUAL, graceful: true, timeoutAt: 1 }],
  ['github.com/facebookgo/grace/gracehttp.Serve', { signals: ['SIGINT', 'SIGTERM', 'SIGUSR2'], graceful: true }],
  ['github.com/TV4/graceful.ListenAndServe', { signals: USUAL, graceful: true, seconds: 15 }],
  ['github.com/TV4/graceful.LogListenAndServe', { signals: USUAL, graceful: true, seconds: 15 }],
  ['github.com/ory/graceful.Graceful', { signals: USUAL, graceful: true }],
  ['github.com/oklog/run.SignalHandler', { signals: { from: 1 }, graceful: null }],
  [
    'github.com/hibiken/asynq.Server.Run',
    {
      signals: ['SIGINT', 'SIGTERM', 'SIGTSTP'],
      graceful: true,
      seconds: 8,
      timeoutField: { of: 'github.com/hibiken/asynq.Config', name: 'ShutdownTimeout' },
    },
  ],
  ['github.com/hibiken/asynq.Scheduler.Run', { signals: USUAL, graceful: true }],
  ['go.temporal.io/sdk/worker.InterruptCh', { signals: USUAL, graceful: true }],
  ...['Listen', 'Run'].map(
    (name) => [`github.com/kataras/iris.Application.${name}`, { signals: USUAL, graceful: true, seconds: 10 }] as const,
  ),
  // SIGTERM closes it at once.
  [
    'github.com/cloudwego/hertz/pkg/app/server.Hertz.Spin',
    {
      signals: ['SIGHUP', 'SIGINT'],
      graceful: true,
      seconds: 5,
      timeoutOption: 'github.com/cloudwego/hertz/pkg/app/server.WithExitWaitTime',
    },
  ],
  ['github.com/gobuffalo/buffalo.App.Serve', { signals: USUAL, graceful: true }],
  [
    'github.com/ThreeDotsLabs/watermill/message/router/plugin.SignalsHandler',
    { signals: USUAL, graceful: true, seconds: 30 },
  ],
  ['github.com/caddyserver/caddy/cmd.Main', { signals: ['SIGINT', 'SIGTERM'], graceful: true }],
  ['github.com/grafana/dskit/signals.NewHandler', K8S],
  ['github.com/drone/signal.WithContext', K8S],
  ['github.com/drone/signal.WithContextFunc', K8S],
]);

/** What makes the values that these methods are called on. */
export const STOPPED_TYPES: ReadonlyMap<string, string> = new Map(
  [
    ['go.uber.org/fx.New', 'App'],
    ['github.com/danielgtaylor/huma/humacli.New', 'CLI'],
    ['github.com/go-kratos/kratos.New', 'App'],
    ['github.com/hibiken/asynq.NewServer', 'Server'],
    ['github.com/hibiken/asynq.NewScheduler', 'Scheduler'],
    ['github.com/robfig/cron.New', 'Cron'],
    ['github.com/robfig/cron.NewWithLocation', 'Cron'],
    ['github.com/go-co-op/gocron.NewScheduler', 'Scheduler'],
    ['github.com/nats-io/nats.go.Connect', 'Conn'],
    ['github.com/twmb/franz-go/pkg/kgo.NewClient', 'Client'],
    ['github.com/ThreeDotsLabs/watermill/message.NewRouter', 'Router'],
    ['github.com/gobuffalo/buffalo.New', 'App'],
  ].map(([maker = '', type = '']) => [maker, `${maker.slice(0, maker.lastIndexOf('.'))}.${type}`] as const),
);
