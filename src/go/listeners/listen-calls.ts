import { PROW } from '../libraries/library-paths.ts';
import { GO_ZERO } from '../libraries/server-types.ts';
import type { AddressKeys } from './configured-address.ts';
import type { Listener } from '../project.ts';

/** How a call that opens a port says which. Indexes are those of its arguments. */
export interface ListenCall {
  readonly protocol: Exclude<Listener['protocol'], null>;
  /** `host:port`, or a port alone. */
  readonly address?: number;
  /** It takes any number of addresses from there on. */
  readonly each?: true;
  /** A host that stands beside a port. */
  readonly host?: number;
  /** `tcp`, `udp`, `unix`. */
  readonly network?: number;
  /** What has the address in a field. */
  readonly server?: 'receiver' | number;
  /** The field's name, if it is not `Addr`. */
  readonly field?: string;
  /** The field that has the port, where the address is a host alone. */
  readonly portField?: string;
  /** Port 0 is the library's own one, and not any free port. */
  readonly zeroPort?: true;
  /** The field that names the network; without it, or where it is empty, the protocol is the call's own. */
  readonly networkField?: string;
  /** The field that keeps the server from listening. */
  readonly silentField?: string;
  /** A net.Listener. */
  readonly listener?: number;
  /** The field of the receiver that may hold one; then the call opens none. */
  readonly socketField?: string;
  /** What is served; `made`: what the call makes. */
  readonly handler?: number | 'receiver' | 'made';
  /** Options that say the address: name → index of their argument. They are looked for in the arguments first. */
  readonly options?: ReadonlyMap<string, number>;
  /** Methods of the receiver that say the address before, each a listener of its own; then the call adds none. */
  readonly saidBy?: readonly string[];
  /** What a configuration file of the framework says where the call does not. */
  readonly file?: AddressKeys;
  /** The call that takes another file instead: without that there is no telling. */
  readonly loader?: string;
  /** Where no address is given, or an empty one: what the library takes, and the settings that change it. */
  readonly fallback?: { readonly address: string; readonly by: readonly string[] };
}

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
const OTEL = 'go.opentelemetry.io/collector/config';
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
  [`${TOOLKIT}.Listen`, { protocol: 'http', server: 0 }],
  ['google.golang.org/grpc.Server.Serve', { protocol: 'grpc', listener: 0 }],
  ['github.com/improbable-eng/grpc-web/go/grpcweb.WrappedGrpcServer.Serve', { protocol: 'http', listener: 0 }],

  ['github.com/VictoriaMetrics/VictoriaMetrics/lib/httpserver.Serve', { protocol: 'http', address: 0 }],

  // Libraries that end an HTTP server gracefully, most of them from before Go could.
  ['github.com/fvbock/endless.ListenAndServe', { ...HTTP, address: 0, handler: 1 }],
  ['github.com/fvbock/endless.ListenAndServeTLS', { ...HTTPS, address: 0, handler: 3 }],
  ['github.com/fvbock/endless.NewServer', { ...HTTP, address: 0, handler: 1 }],
  ['gopkg.in/tylerb/graceful.Run', { ...HTTP, address: 0, handler: 2 }],
  ['gopkg.in/tylerb/graceful.ListenAndServe', { ...HTTP, server: 0 }],
  ['github.com/tylerb/graceful.Run', { ...HTTP, address: 0, handler: 2 }],
  ['github.com/tylerb/graceful.ListenAndServe', { ...HTTP, server: 0 }],
  ['github.com/braintree/manners.ListenAndServe', { ...HTTP, address: 0, handler: 1 }],
  ['github.com/facebookgo/httpdown.ListenAndServe', { ...HTTP, server: 0 }],
  ['github.com/facebookgo/httpdown.HTTP.ListenAndServe', { ...HTTP, server: 0 }],
  ['github.com/facebookgo/grace/gracehttp.Serve', { ...HTTP, server: 0 }],

  ['github.com/quic-go/quic-go/http3.ListenAndServe', { protocol: 'udp', address: 0, handler: 3 }],
  ['github.com/quic-go/quic-go/http3.ListenAndServeQUIC', { protocol: 'udp', address: 0, handler: 3 }],
  ['github.com/quic-go/quic-go/http3.ListenAndServeTLS', { protocol: 'https', address: 0, handler: 3 }],
  ['github.com/quic-go/quic-go/http3.Server.ListenAndServe', { ...HTTP3, server: 'receiver' }],
  ['github.com/quic-go/quic-go/http3.Server.ListenAndServeTLS', { ...HTTP3, server: 'receiver' }],

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

  ['github.com/miekg/dns.ListenAndServe', { protocol: 'udp', address: 0, network: 1 }],
  ...['github.com/miekg/dns', 'codeberg.org/miekg/dns'].map((path): readonly [string, ListenCall] => [
    `${path}.Server.ListenAndServe`,
    { protocol: 'udp', server: 'receiver', networkField: 'Net' },
  ]),
  ['github.com/gliderlabs/ssh.ListenAndServe', { protocol: 'tcp', address: 0, fallback: always(':22') }],
  ['github.com/gliderlabs/ssh.Server.ListenAndServe', { protocol: 'tcp', server: 'receiver', fallback: always(':22') }],
  ['github.com/gliderlabs/ssh.Server.Serve', { protocol: 'tcp', listener: 0 }],
  [
    'github.com/charmbracelet/ssh.Server.ListenAndServe',
    { protocol: 'tcp', server: 'receiver', fallback: always(':22') },
  ],
  [
    'github.com/charmbracelet/wish.NewServer',
    { protocol: 'tcp', options: optionsOf('github.com/charmbracelet/wish', ['WithAddress']), fallback: always(':22') },
  ],
  [
    'charm.land/wish.NewServer',
    { protocol: 'tcp', options: optionsOf('charm.land/wish', ['WithAddress']), fallback: always(':22') },
  ],
  [
    'github.com/emersion/go-smtp.Server.ListenAndServe',
    { protocol: 'tcp', server: 'receiver', fallback: always(':25') },
  ],
  [
    'github.com/emersion/go-smtp.Server.ListenAndServeTLS',
    { protocol: 'tcp', server: 'receiver', fallback: always(':465') },
  ],
  ['github.com/emersion/go-smtp.Server.Serve', { protocol: 'tcp', listener: 0 }],
  ['github.com/mhale/smtpd.ListenAndServe', { protocol: 'tcp', address: 0 }],
  ['github.com/mhale/smtpd.ListenAndServeTLS', { protocol: 'tcp', address: 0 }],
  ['github.com/mhale/smtpd.Server.ListenAndServe', { protocol: 'tcp', server: 'receiver' }],
  ['github.com/emersion/go-imap/server.Server.ListenAndServe', { protocol: 'tcp', server: 'receiver' }],
  ['github.com/mochi-mqtt/server/listeners.NewTCP', { protocol: 'tcp', server: 0, field: 'Address' }],
  ['github.com/mochi-mqtt/server/listeners.NewWebsocket', { protocol: 'http', server: 0, field: 'Address' }],
  ['github.com/mochi-mqtt/server/listeners.NewHTTPStats', { protocol: 'http', server: 0, field: 'Address' }],
  ['github.com/mochi-mqtt/server/listeners.NewHTTPHealthCheck', { protocol: 'http', server: 0, field: 'Address' }],
  ['github.com/tidwall/redcon.ListenAndServe', { protocol: 'tcp', address: 0 }],
  ['github.com/tidwall/redcon.ListenAndServeTLS', { protocol: 'tcp', address: 0 }],
  ['github.com/vjeantet/ldapserver.Server.ListenAndServe', { protocol: 'tcp', address: 0 }],
  ['github.com/pin/tftp.Server.ListenAndServe', { protocol: 'udp', address: 0 }],
  ['github.com/armon/go-socks5.Server.ListenAndServe', { protocol: 'tcp', network: 0, address: 1 }],
  ['github.com/things-go/go-socks5.Server.ListenAndServe', { protocol: 'tcp', network: 0, address: 1 }],
  ['github.com/mcuadros/go-syslog.Server.ListenUDP', { protocol: 'udp', address: 0 }],
  ['github.com/mcuadros/go-syslog.Server.ListenTCP', { protocol: 'tcp', address: 0 }],
  ['gopkg.in/mcuadros/go-syslog.Server.ListenUDP', { protocol: 'udp', address: 0 }],
  ['gopkg.in/mcuadros/go-syslog.Server.ListenTCP', { protocol: 'tcp', address: 0 }],
  [
    'github.com/hashicorp/memberlist.Create',
    { protocol: 'tcp', server: 0, field: 'BindAddr', portField: 'BindPort', fallback: always(':7946') },
  ],
  ...['NewCloudControllerManagerCommand', 'Run'].map((name): readonly [string, ListenCall] => [
    `k8s.io/cloud-provider/app.${name}`,
    { protocol: 'https', fallback: byFlag(':10258', 'secure-port') },
  ]),
  [
    'k8s.io/kubernetes/cmd/kube-scheduler/app.NewSchedulerCommand',
    { protocol: 'https', fallback: byFlag(':10259', 'secure-port') },
  ],
  ...['New', 'NewServer'].map((name): readonly [string, ListenCall] => [
    `github.com/nats-io/nats-server/server.${name}`,
    {
      protocol: 'tcp',
      server: 0,
      field: 'Host',
      portField: 'Port',
      zeroPort: true,
      silentField: 'DontListen',
      fallback: always(':4222'),
    },
  ]),
  // A server opens the first of its endpoints.
  ['github.com/gopcua/opcua/server.EndPoint', { protocol: 'tcp', host: 0, address: 1 }],
  ['github.com/panjf2000/gnet.Run', { protocol: 'tcp', address: 1 }],
  ['github.com/panjf2000/gnet.Serve', { protocol: 'tcp', address: 1 }],
  ['github.com/tidwall/evio.Serve', { protocol: 'tcp', address: 1, each: true }],
  ['github.com/emiago/sipgo.Server.ListenAndServe', { protocol: 'udp', network: 1, address: 2 }],
  ['github.com/apache/thrift/lib/go/thrift.NewTServerSocket', { protocol: 'tcp', address: 0 }],
  ['github.com/apache/thrift/lib/go/thrift.NewTServerSocketTimeout', { protocol: 'tcp', address: 0 }],
  ['github.com/apache/thrift/lib/go/thrift.NewTSSLServerSocket', { protocol: 'tcp', address: 0 }],
]);

/** How a call of a library that we do not know says its address, if it is called as those of net/http. */
export function foreignListenCall(name: string): ListenCall | null {
  const match = /\/[^/.]+(?:\.(\w+))?\.ListenAndServe(?:TLS)?$/.exec(name);
  if (!match) return null;
  return match[1] === undefined ? { protocol: 'tcp', address: 0 } : { protocol: 'tcp', server: 'receiver' };
}

/** Calls that open a socket which something else serves. */
export const SOCKET_CALLS: ReadonlyMap<string, ListenCall> = new Map<string, ListenCall>([
  ['net.Listen', { protocol: 'tcp', network: 0, address: 1 }],
  ['net.ListenTCP', { protocol: 'tcp', network: 0, address: 1 }],
  ['net.ListenPacket', { protocol: 'udp', network: 0, address: 1 }],
  ['net.ListenUDP', { protocol: 'udp', network: 0, address: 1 }],
  ['net.ListenMulticastUDP', { protocol: 'udp', network: 0, address: 2 }],
  ['net.ListenConfig.Listen', { protocol: 'tcp', network: 1, address: 2 }],
  ['net.ListenConfig.ListenPacket', { protocol: 'udp', network: 1, address: 2 }],
  ['crypto/tls.Listen', { protocol: 'https', network: 0, address: 1 }],
  ['golang.org/x/crypto/acme/autocert.NewListener', { protocol: 'https', fallback: always(':443') }],
  ['golang.org/x/crypto/acme/autocert.Manager.Listener', { protocol: 'https', fallback: always(':443') }],
  [`${FASTHTTP}/reuseport.Listen`, { protocol: 'tcp', network: 0, address: 1 }],
  ['github.com/libp2p/go-reuseport.Listen', { protocol: 'tcp', network: 0, address: 1 }],
  ['github.com/libp2p/go-reuseport.ListenPacket', { protocol: 'udp', network: 0, address: 1 }],
  ['github.com/kavu/go_reuseport.Listen', { protocol: 'tcp', network: 0, address: 1 }],
  ['github.com/kavu/go_reuseport.NewReusablePortListener', { protocol: 'tcp', network: 0, address: 1 }],
  ['github.com/cloudflare/tableflip.Upgrader.Listen', { protocol: 'tcp', network: 0, address: 1 }],
  ['github.com/cloudflare/tableflip.Fds.Listen', { protocol: 'tcp', network: 0, address: 1 }],
  ['github.com/ory/x/networkx.MakeListener', { protocol: 'tcp', address: 0 }],
  ['github.com/quic-go/quic-go.ListenAddr', { protocol: 'udp', address: 0 }],
  ['github.com/quic-go/quic-go.ListenAddrEarly', { protocol: 'udp', address: 0 }],
  // Configurations of the OpenTelemetry Collector's libraries.
  [`${OTEL}/confighttp.ServerConfig.ToListener`, { protocol: 'http', server: 'receiver', field: 'Endpoint' }],
  [`${OTEL}/confignet.AddrConfig.Listen`, { protocol: 'tcp', server: 'receiver', field: 'Endpoint' }],
  [`${OTEL}/confignet.TCPAddrConfig.Listen`, { protocol: 'tcp', server: 'receiver', field: 'Endpoint' }],
  ['github.com/pion/dtls.Listen', { protocol: 'udp', network: 0, address: 1 }],
  ['github.com/pion/dtls.ListenWithOptions', { protocol: 'udp', network: 0, address: 1 }],
  ['github.com/xtaci/kcp-go.Listen', { protocol: 'udp', address: 0 }],
  ['github.com/xtaci/kcp-go.ListenWithOptions', { protocol: 'udp', address: 0 }],
]);

/** Last names of all of them, to look calls up by. */
export const LISTEN_NAMES: readonly string[] = lastNames(LISTEN_CALLS);
export const SOCKET_NAMES: readonly string[] = lastNames(SOCKET_CALLS);

function lastNames(calls: ReadonlyMap<string, ListenCall>): string[] {
  return [...new Set([...calls.keys()].map((name) => name.slice(name.lastIndexOf('.') + 1)))];
}

function always(address: string) {
  return { address, by: [] };
}

function byFlag(address: string, flag: string) {
  return { address, by: [`flag:${flag}`] };
}

function unless(address: string, ...variables: string[]) {
  return { address, by: variables.map((name) => `env:${name}`) };
}

function optionsOf(path: string, names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name) => [`${path}.${name}`, 0]));
}
