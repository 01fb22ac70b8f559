import { PROW } from '../libraries/library-paths.ts';
import { GO_ZERO, TYLERB } from '../libraries/server-types.ts';
import { always, byFlag, lastNames, type ListenCall, optionsOf, unless } from './listen-call.ts';
import { PROTOCOL_CALLS } from './protocol-calls.ts';

const GIN = 'github.com/gin-gonic/gin.Engine';
const ECHO = 'github.com/labstack/echo.Echo';
const FIBER = 'github.com/gofiber/fiber.App';
const FASTHTTP = 'github.com/valyala/fasthttp';
const IRIS = 'github.com/kataras/iris.Application';
const HERTZ = 'github.com/cloudwego/hertz/pkg/app/server';
const KITEX = 'github.com/cloudwego/kitex/server';
const KRATOS = 'github.com/go-kratos/kratos/transport';
const BEEGO = ['github.com/astaxie/beego', 'github.com/beego/beego', 'github.com/beego/beego/server/web'];
const GOFRAME = 'github.com/gogf/gf/net/ghttp.Server';
const TOOLKIT = 'github.com/prometheus/exporter-toolkit/web';
const PERSES = 'github.com/perses/common/app';
const MCP = 'github.com/mark3labs/mcp-go/server';
const IRIS_RUNNERS = ['Addr', 'TLS', 'AutoTLS'];

/** Where an empty address means `:http` or `:https`. */
const HTTP = { protocol: 'http', fallback: always(':80') } as const;
const HTTP3 = { protocol: 'udp', fallback: always(':443') } as const;
const HTTPS = { protocol: 'https', fallback: always(':443') } as const;

/** Where an empty address means any port that is free. */
const ECHO_HTTP = { protocol: 'http', handler: 'receiver', socketField: 'Listener' } as const;
const ECHO_HTTPS = { protocol: 'https', handler: 'receiver', socketField: 'TLSListener' } as const;

const PERSES_HTTP: ListenCall = { protocol: 'http', fallback: byFlag(':8080', 'web.listen-address') };

export const LISTEN_CALLS: ReadonlyMap<string, ListenCall> = new Map<string, ListenCall>([
  ['net/http.ListenAndServe', { ...HTTP, address: 0, handler: 1 }],
  ['net/http.ListenAndServeTLS', { ...HTTPS, address: 0, handler: 3 }],
  ['net/http.Serve', { protocol: 'http', listener: 0, handler: 1 }],
  ['net/http.ServeTLS', { protocol: 'https', listener: 0, handler: 1 }],
  ['net/http.Server.ListenAndServe', { ...HTTP, server: 'receiver' }],
  ['net/http.Server.ListenAndServeTLS', { ...HTTPS, server: 'receiver' }],
  ['net/http.Server.Serve', { protocol: 'http', listener: 0, server: 'receiver' }],
  ['net/http.Server.ServeTLS', { protocol: 'https', listener: 0, server: 'receiver' }],

  [`${GIN}.Run`, { protocol: 'http', address: 0, handler: 'receiver', fallback: unless(':8080', 'PORT') }],
  [`${GIN}.RunTLS`, { ...HTTPS, address: 0, handler: 'receiver' }],
  [`${GIN}.RunListener`, { protocol: 'http', listener: 0, handler: 'receiver' }],
  ['github.com/gin-gonic/autotls.Run', { protocol: 'https', handler: 0, fallback: always(':443') }],
  [`${ECHO}.Start`, { ...ECHO_HTTP, address: 0 }],
  [`${ECHO}.StartTLS`, { ...ECHO_HTTPS, address: 0 }],
  [`${ECHO}.StartAutoTLS`, { ...ECHO_HTTPS, address: 0 }],
  [`${ECHO}.StartH2CServer`, { ...ECHO_HTTP, address: 0 }],
  [`${ECHO}.StartServer`, { ...ECHO_HTTP, server: 0 }],
  [
    'github.com/labstack/echo.StartConfig.Start',
    { protocol: 'http', server: 'receiver', field: 'Address', handler: 1 },
  ],
  [`${FIBER}.Listen`, { protocol: 'http', address: 0, handler: 'receiver' }],
  [`${FIBER}.ListenTLS`, { protocol: 'https', address: 0, handler: 'receiver' }],
  [`${FIBER}.ListenMutualTLS`, { protocol: 'https', address: 0, handler: 'receiver' }],
  [`${FIBER}.Listener`, { protocol: 'http', listener: 0, handler: 'receiver' }],
  [`${FASTHTTP}.ListenAndServe`, { protocol: 'http', address: 0, handler: 1 }],
  [`${FASTHTTP}.ListenAndServeTLS`, { protocol: 'https', address: 0 }],
  [`${FASTHTTP}.Serve`, { protocol: 'http', listener: 0, handler: 1 }],
  [`${FASTHTTP}.Server.ListenAndServe`, { protocol: 'http', address: 0 }],
  [`${FASTHTTP}.Server.ListenAndServeTLS`, { protocol: 'https', address: 0 }],
  [`${FASTHTTP}.Server.Serve`, { protocol: 'http', listener: 0 }],
  [`${FASTHTTP}.Server.ServeTLS`, { protocol: 'https', listener: 0 }],

  ...['WithDefaultHTTPServer', 'WithDefaultHTTPServerAndPrometheusRegisterer'].map(
    (method) => [`${PERSES}.Runner.${method}`, PERSES_HTTP] as const,
  ),

  ['github.com/libp2p/go-libp2p.ListenAddrStrings', { protocol: 'tcp', address: 0 }],
  ['github.com/libp2p/go-libp2p.ListenAddrs', { protocol: 'tcp', address: 0 }],
  // What the library makes of these options listens where something below it is a webhook.
  ['knative.dev/pkg/webhook.WithOptions', { protocol: 'https', server: 1, portField: 'Port' }],
  [`${IRIS}.Listen`, { protocol: 'http', address: 0, handler: 'receiver' }],
  [
    `${IRIS}.Run`,
    { protocol: 'http', handler: 'receiver', options: optionsOf('github.com/kataras/iris', IRIS_RUNNERS) },
  ],
  [
    'github.com/urfave/negroni.Negroni.Run',
    { protocol: 'http', address: 0, handler: 'receiver', fallback: unless(':8080', 'PORT') },
  ],
  [
    'github.com/codegangsta/negroni.Negroni.Run',
    { protocol: 'http', address: 0, handler: 'receiver', fallback: unless(':8080', 'PORT') },
  ],
  [
    'github.com/go-martini/martini.Martini.Run',
    { protocol: 'http', handler: 'receiver', fallback: unless(':3000', 'HOST', 'PORT') },
  ],
  ['github.com/go-martini/martini.Martini.RunOnAddr', { protocol: 'http', address: 0, handler: 'receiver' }],
  [
    'gopkg.in/macaron.Macaron.Run',
    { protocol: 'http', handler: 'receiver', address: 1, host: 0, fallback: unless(':4000', 'HOST', 'PORT') },
  ],
  [
    'github.com/go-macaron/macaron.Macaron.Run',
    { protocol: 'http', handler: 'receiver', address: 1, host: 0, fallback: unless(':4000', 'HOST', 'PORT') },
  ],
  [
    'github.com/flamego/flamego.Flame.Run',
    { protocol: 'http', handler: 'receiver', address: 1, host: 0, fallback: unless(':2830', 'FLAMEGO_ADDR') },
  ],
  [
    'github.com/gobuffalo/buffalo.New',
    { protocol: 'http', server: 0, handler: 'made', fallback: unless('127.0.0.1:3000', 'ADDR', 'PORT') },
  ],
  [
    'github.com/go-fuego/fuego.NewServer',
    {
      protocol: 'http',
      options: optionsOf('github.com/go-fuego/fuego', ['WithAddr']),
      fallback: always('localhost:9999'),
    },
  ],

  [
    `${HERTZ}.New`,
    { protocol: 'http', handler: 'made', options: optionsOf(HERTZ, ['WithHostPorts']), fallback: always(':8888') },
  ],
  [
    `${HERTZ}.Default`,
    { protocol: 'http', handler: 'made', options: optionsOf(HERTZ, ['WithHostPorts']), fallback: always(':8888') },
  ],
  [
    `${KITEX}.NewServer`,
    { protocol: 'tcp', options: optionsOf(KITEX, ['WithServiceAddr']), fallback: always(':8888') },
  ],
  [
    `${KRATOS}/http.NewServer`,
    {
      protocol: 'http',
      handler: 'made',
      options: optionsOf(`${KRATOS}/http`, ['Address']),
      file: { address: 'server.http.addr' },
    },
  ],
  [
    `${KRATOS}/grpc.NewServer`,
    { protocol: 'grpc', options: optionsOf(`${KRATOS}/grpc`, ['Address']), file: { address: 'server.grpc.addr' } },
  ],
  ...GO_ZERO.flatMap((path): (readonly [string, ListenCall])[] => [
    ...['MustNewServer', 'NewServer'].flatMap((name): (readonly [string, ListenCall])[] => [
      [`${path}/rest.${name}`, { protocol: 'http', handler: 'made', file: { port: 'Port', host: 'Host' } }],
      [`${path}/zrpc.${name}`, { protocol: 'grpc', file: { address: 'ListenOn' } }],
    ]),
  ]),
  ...BEEGO.map((path): readonly [string, ListenCall] => [
    `${path}.Run`,
    {
      ...{ protocol: 'http', address: 0, fallback: always(':8080') },
      ...{ file: { port: 'httpport', host: 'httpaddr' }, loader: 'LoadAppConfig' },
    },
  ]),
  [
    `${GOFRAME}.Run`,
    {
      protocol: 'http',
      handler: 'receiver',
      file: { address: 'server.address' },
      saidBy: ['SetPort', 'SetAddr'].map((name) => `${GOFRAME}.${name}`),
    },
  ],
  [`${GOFRAME}.SetPort`, { protocol: 'http', address: 0, handler: 'receiver' }],
  [`${GOFRAME}.SetAddr`, { protocol: 'http', address: 0, handler: 'receiver' }],
  [`${GOFRAME}.SetHTTPSPort`, { protocol: 'https', address: 0, handler: 'receiver' }],
  ['go-micro.dev/web.NewService', { protocol: 'http', options: optionsOf('go-micro.dev/web', ['Address']) }],
  ['go-micro.dev.NewService', { protocol: 'tcp', options: optionsOf('go-micro.dev', ['Address']) }],

  ['github.com/sapcc/go-bits/httpext.ListenAndServeContext', { ...HTTP, address: 1, handler: 2 }],
  ['github.com/sapcc/go-bits/httpext.ListenAndServeTLSContext', { ...HTTPS, address: 1, handler: 4 }],

  [`${TOOLKIT}.ListenAndServe`, { protocol: 'http', server: 0 }],
  [`${TOOLKIT}.Serve`, { protocol: 'http', listener: 0, server: 1 }],
  [`${TOOLKIT}.ServeMultiple`, { protocol: 'http', listener: 0, server: 1 }],
  [`${TOOLKIT}.Listen`, { protocol: 'http', server: 0 }],
  ['google.golang.org/grpc.Server.Serve', { protocol: 'grpc', listener: 0 }],
  ['google.golang.org/grpc/xds.GRPCServer.Serve', { protocol: 'grpc', listener: 0 }],
  ['github.com/improbable-eng/grpc-web/go/grpcweb.WrappedGrpcServer.Serve', { protocol: 'http', listener: 0 }],

  ['github.com/VictoriaMetrics/VictoriaMetrics/lib/httpserver.Serve', { protocol: 'http', address: 0 }],

  // Libraries that end an HTTP server gracefully, most of them from before Go could.
  ['github.com/fvbock/endless.ListenAndServe', { ...HTTP, address: 0, handler: 1 }],
  ['github.com/fvbock/endless.ListenAndServeTLS', { ...HTTPS, address: 0, handler: 3 }],
  ['github.com/fvbock/endless.NewServer', { ...HTTP, address: 0, handler: 1 }],
  ...TYLERB.flatMap((path): (readonly [string, ListenCall])[] => [
    [`${path}.Run`, { ...HTTP, address: 0, handler: 2 }],
    [`${path}.ListenAndServe`, { ...HTTP, server: 0 }],
    [`${path}.Server.ListenAndServe`, { ...HTTP, server: 'receiver' }],
    [`${path}.Server.ListenAndServeTLS`, { ...HTTPS, server: 'receiver' }],
    [`${path}.Server.Serve`, { protocol: 'http', listener: 0, server: 'receiver' }],
  ]),
  ['github.com/braintree/manners.ListenAndServe', { ...HTTP, address: 0, handler: 1 }],
  ['github.com/facebookgo/httpdown.ListenAndServe', { ...HTTP, server: 0 }],
  ['github.com/facebookgo/httpdown.HTTP.ListenAndServe', { ...HTTP, server: 0 }],
  ['github.com/facebookgo/grace/gracehttp.Serve', { ...HTTP, server: 0 }],

  ...['ListenAndServe', 'ListenAndServeTLS'].map(
    (name) =>
      [`github.com/quic-go/quic-go/http3.${name}`, { ...HTTPS, alsoUdp: true, address: 0, handler: 3 }] as const,
  ),
  ['github.com/quic-go/quic-go/http3.ListenAndServeQUIC', { protocol: 'udp', address: 0, handler: 3 }],
  ['github.com/quic-go/quic-go/http3.Server.ListenAndServe', { ...HTTP3, server: 'receiver' }],
  ['github.com/quic-go/quic-go/http3.Server.ListenAndServeTLS', { ...HTTP3, server: 'receiver' }],

  ['github.com/zenazn/goji/graceful.ListenAndServe', { ...HTTP, address: 0, handler: 1 }],
  ['github.com/zenazn/goji/graceful.ListenAndServeTLS', { ...HTTPS, address: 0, handler: 3 }],

  ['google.golang.org/appengine.Main', { protocol: 'http', fallback: unless(':8080', 'PORT') }],
  ['github.com/dapr/go-sdk/service/http.NewService', { protocol: 'http', address: 0 }],
  ['github.com/dapr/go-sdk/service/grpc.NewService', { protocol: 'grpc', address: 0 }],
  ...PROW.flatMap((path): (readonly [string, ListenCall])[] => [
    [`${path}/metrics.ExposeMetrics`, { protocol: 'http', fallback: byFlag(':9090', 'metrics-port') }],
    [`${path}/pjutil.NewHealthOnPort`, { protocol: 'http', fallback: byFlag(':8081', 'health-port') }],
    [`${path}/pjutil/pprof.Instrument`, { protocol: 'http', fallback: byFlag(':6060', 'pprof-port') }],
  ]),

  [`${MCP}.StreamableHTTPServer.Start`, { ...HTTP, address: 0, handler: 'receiver' }],
  [`${MCP}.SSEServer.Start`, { ...HTTP, address: 0, handler: 'receiver' }],

  ...PROTOCOL_CALLS,
]);

/** How a call of a library that we do not know says its address, if it is called as those of net/http. */
export function foreignListenCall(name: string): ListenCall | null {
  const match = /\/[^/.]+(?:\.(\w+))?\.ListenAndServe(?:TLS)?$/.exec(name);
  if (!match) return null;
  return match[1] === undefined ? { protocol: 'tcp', address: 0 } : { protocol: 'tcp', server: 'receiver' };
}

/** Last names of all of them, to look calls up by. */
export const LISTEN_NAMES: readonly string[] = lastNames(LISTEN_CALLS);
