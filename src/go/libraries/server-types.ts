/** Kingpin, and what has grown out of it with the same calls. */
export const KINGPINS = ['github.com/alecthomas/kingpin', 'gopkg.in/alecthomas/kingpin', 'github.com/choria-io/fisk'];
/** Runs the API server that an adapter of metrics embeds, with all that its library gives one. */
export const METRICS_ADAPTER = 'sigs.k8s.io/custom-metrics-apiserver/pkg/cmd.AdapterBase.Run';
/** go-zero, under both of its paths. */
export const GO_ZERO = ['github.com/zeromicro/go-zero', 'github.com/tal-tech/go-zero'];
/** A server that ends gracefully, from before Go's own could. */
export const TYLERB = ['github.com/tylerb/graceful', 'gopkg.in/tylerb/graceful'];
const IRIS = 'github.com/kataras/iris';
const RUNTIME = 'sigs.k8s.io/controller-runtime';

const kingpin = KINGPINS.flatMap((path): (readonly [string, string])[] => [
  [`${path}.New`, `${path}.Application`],
  ...['Application', 'CmdClause'].flatMap((type): (readonly [string, string])[] => [
    [`${path}.${type}.Command`, `${path}.CmdClause`],
    [`${path}.${type}.Flag`, `${path}.FlagClause`],
    [`${path}.${type}.Arg`, `${path}.ArgClause`],
  ]),
  ...[
    'Version',
    'Author',
    'DefaultEnvars',
    'UsageTemplate',
    'Interspersed',
    'Terminate',
    'UsageWriter',
    'ErrorWriter',
  ].map((method) => [`${path}.Application.${method}`, `${path}.Application`] as const),
  ...['Action', 'PreAction', 'Default', 'Alias', 'Hidden'].map(
    (method) => [`${path}.CmdClause.${method}`, `${path}.CmdClause`] as const,
  ),
  ...['FlagClause', 'ArgClause'].flatMap((type) =>
    [
      'Default',
      'Envar',
      'NoEnvar',
      'OverrideDefaultFromEnvar',
      'Short',
      'Required',
      'Hidden',
      'PlaceHolder',
      'Help',
      'HintOptions',
      'HintAction',
      'Action',
      'PreAction',
      'IsSetByUser',
    ].map((method) => [`${path}.${type}.${method}`, `${path}.${type}`] as const),
  ),
  [`${path}.Command`, `${path}.CmdClause`],
  [`${path}.Flag`, `${path}.FlagClause`],
  [`${path}.Arg`, `${path}.ArgClause`],
]);

/** Types of servers and command lines that library functions return; paths are without major versions. */
export const SERVER_MAKERS: readonly (readonly [string, string])[] = [
  ...kingpin,
  [`${IRIS}.New`, `${IRIS}.Application`],
  [`${IRIS}.Default`, `${IRIS}.Application`],
  ...['github.com/urfave/negroni', 'github.com/codegangsta/negroni'].flatMap((path) =>
    ['New', 'Classic'].map((name) => [`${path}.${name}`, `${path}.Negroni`] as const),
  ),
  ['github.com/go-martini/martini.New', 'github.com/go-martini/martini.Martini'],
  ['github.com/go-martini/martini.Classic', 'github.com/go-martini/martini.Martini'],
  ...['gopkg.in/macaron', 'github.com/go-macaron/macaron'].flatMap((path) =>
    ['New', 'Classic', 'NewWithLogger'].map((name) => [`${path}.${name}`, `${path}.Macaron`] as const),
  ),
  ...GO_ZERO.flatMap((path): (readonly [string, string])[] => [
    ...['MustNewServer', 'NewServer'].map((name) => [`${path}/zrpc.${name}`, `${path}/zrpc.RpcServer`] as const),
    [`${path}/core/service.NewServiceGroup`, `${path}/core/service.ServiceGroup`],
  ]),
  ['github.com/flamego/flamego.New', 'github.com/flamego/flamego.Flame'],
  ['github.com/flamego/flamego.Classic', 'github.com/flamego/flamego.Flame'],
  ['github.com/gogf/gf/frame/g.Server', 'github.com/gogf/gf/net/ghttp.Server'],
  ['github.com/gogf/gf/net/ghttp.GetServer', 'github.com/gogf/gf/net/ghttp.Server'],
  ['github.com/ory/graceful.WithDefaults', 'net/http.Server'],
  ['github.com/emersion/go-smtp.NewServer', 'github.com/emersion/go-smtp.Server'],
  ['github.com/emersion/go-imap/server.New', 'github.com/emersion/go-imap/server.Server'],
  ['github.com/vjeantet/ldapserver.NewServer', 'github.com/vjeantet/ldapserver.Server'],
  ['github.com/pin/tftp.NewServer', 'github.com/pin/tftp.Server'],
  ['github.com/armon/go-socks5.New', 'github.com/armon/go-socks5.Server'],
  ['github.com/things-go/go-socks5.NewServer', 'github.com/things-go/go-socks5.Server'],
  ...['github.com/mcuadros/go-syslog', 'gopkg.in/mcuadros/go-syslog'].map(
    (path) => [`${path}.NewServer`, `${path}.Server`] as const,
  ),
  ['github.com/emiago/sipgo.NewServer', 'github.com/emiago/sipgo.Server'],
  ['github.com/cloudflare/tableflip.New', 'github.com/cloudflare/tableflip.Upgrader'],
  [`${RUNTIME}.NewManager`, `${RUNTIME}.Manager`],
  [`${RUNTIME}/pkg/manager.New`, `${RUNTIME}/pkg/manager.Manager`],
  [`${RUNTIME}/pkg/webhook.NewServer`, `${RUNTIME}/pkg/webhook.Server`],
  ['k8s.io/component-base/cli/flag.NamedFlagSets.FlagSet', 'github.com/spf13/pflag.FlagSet'],
  ['github.com/jzelinskie/cobrautil.NewNamedFlagSets', 'github.com/jzelinskie/cobrautil.NamedFlagSets'],
  ['github.com/jzelinskie/cobrautil.NamedFlagSets.FlagSet', 'github.com/spf13/pflag.FlagSet'],
];

/** Servers that work as `var server http.Server`. */
export const ZERO_SERVERS: readonly string[] = [
  'net/http.Server',
  'github.com/valyala/fasthttp.Server',
  'github.com/miekg/dns.Server',
  'codeberg.org/miekg/dns.Server',
  'github.com/gliderlabs/ssh.Server',
  'github.com/quic-go/quic-go/http3.Server',
  'net.ListenConfig',
];
