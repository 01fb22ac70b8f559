import { CLIENT_TYPES } from './client-types.ts';
import { DECODER_TYPES } from './file-decoders.ts';
import { DOCUMENT_TYPES } from './document-types.ts';
import { AFERO, ETCD, GO_FLAGS_PATHS, VARIABLE_FLAGS } from './library-paths.ts';
import { SAFE_TEMPLATE } from './library-values.ts';
import { ROUTER_RESULTS } from './router-libraries.ts';
import { SERVER_MAKERS, ZERO_SERVERS } from './server-types.ts';
import { STOPPED_TYPES } from './shutdown-libraries.ts';

/** Types that library functions return, as far as facts are read from methods of theirs. Paths are without major versions. */
const PFLAG = 'github.com/spf13/pflag';

export const RESULT_TYPES: ReadonlyMap<string, string> = new Map([
  ...STOPPED_TYPES,
  ...CLIENT_TYPES,
  ['github.com/grafana/dskit/server.New', 'github.com/grafana/dskit/server.Server'],
  ['github.com/grafana/dskit/server.NewWithMetrics', 'github.com/grafana/dskit/server.Server'],
  ['github.com/weaveworks/common/server.New', 'github.com/weaveworks/common/server.Server'],
  ['github.com/perses/common/app.NewRunner', 'github.com/perses/common/app.Runner'],
  ...ROUTER_RESULTS,
  ['google.golang.org/grpc.NewServer', 'google.golang.org/grpc.Server'],
  ['google.golang.org/grpc/xds.NewGRPCServer', 'google.golang.org/grpc/xds.GRPCServer'],
  ['go.uber.org/dig.New', 'go.uber.org/dig.Container'],
  ...['New', 'NewWith', 'NewWithLabels', 'NewWithRegistry', 'NewWithDefaultRegistry'].map(
    (name) =>
      [`github.com/ansrivas/fiberprometheus.${name}`, 'github.com/ansrivas/fiberprometheus.FiberPrometheus'] as const,
  ),
  ...['zsais/go-gin-prometheus', 'mcuadros/go-gin-prometheus', 'labstack/echo-contrib/prometheus'].map(
    (name) => [`github.com/${name}.NewPrometheus`, `github.com/${name}.Prometheus`] as const,
  ),
  ['github.com/penglongli/gin-metrics/ginmetrics.GetMonitor', 'github.com/penglongli/gin-metrics/ginmetrics.Monitor'],
  ['github.com/hellofresh/health-go.New', 'github.com/hellofresh/health-go.Health'],
  ['github.com/nelkinda/health-go.New', 'github.com/nelkinda/health-go.Service'],
  ...['NewProductionConfig', 'NewDevelopmentConfig'].map(
    (name) => [`go.uber.org/zap.${name}`, 'go.uber.org/zap.Config'] as const,
  ),
  ...['StreamableHTTPServer', 'SSEServer'].map(
    (type) => [`github.com/mark3labs/mcp-go/server.New${type}`, `github.com/mark3labs/mcp-go/server.${type}`] as const,
  ),
  ...['html/template', 'text/template', SAFE_TEMPLATE].flatMap((path) => [
    [`${path}.New`, `${path}.Template`] as const,
    ...['Must', 'ParseFiles', 'ParseGlob', 'ParseFS'].map((name) => [`${path}.${name}`, `${path}.Template`] as const),
    ...['New', 'Funcs', 'Delims', 'Option', 'Lookup', 'Clone', 'Parse', 'ParseFiles', 'ParseGlob', 'ParseFS'].map(
      (method) => [`${path}.Template.${method}`, `${path}.Template`] as const,
    ),
  ]),
  ...['Parse', 'ParseRequestURI', 'URL.JoinPath', 'URL.Parse'].map(
    (name) => [`net/url.${name}`, 'net/url.URL'] as const,
  ),
  ...['FromConstant', 'Join'].map(
    (name) => [`${SAFE_TEMPLATE}.TrustedSource${name}`, `${SAFE_TEMPLATE}.TrustedSource`] as const,
  ),
  ['github.com/nicksnyder/go-i18n/i18n.NewBundle', 'github.com/nicksnyder/go-i18n/i18n.Bundle'],
  [`${AFERO}.NewOsFs`, `${AFERO}.Fs`],
  [`${AFERO}.NewBasePathFs`, `${AFERO}.Fs`],
  ['github.com/qiangxue/go-env.New', 'github.com/qiangxue/go-env.Loader'],
  ['github.com/jinzhu/configor.New', 'github.com/jinzhu/configor.Configor'],
  ...['AddrPortFrom', 'MustParseAddrPort', 'ParseAddrPort'].map(
    (name) => [`net/netip.${name}`, 'net/netip.AddrPort'] as const,
  ),
  ...['MustParseAddr', 'ParseAddr', 'IPv4Unspecified', 'IPv6Unspecified', 'IPv6Loopback'].map(
    (name) => [`net/netip.${name}`, 'net/netip.Addr'] as const,
  ),
  ...['TCP', 'UDP'].map((kind) => [`net.Resolve${kind}Addr`, `net.${kind}Addr`] as const),
  ['regexp.MustCompile', 'regexp.Regexp'],
  ['regexp.Compile', 'regexp.Regexp'],
  ['net.Listen', 'net.Listener'],
  ['net.ListenTCP', 'net.Listener'],
  ['crypto/tls.Listen', 'net.Listener'],
  ['crypto/tls.NewListener', 'net.Listener'],
  ...SERVER_MAKERS,
  ...DECODER_TYPES,
  ...DOCUMENT_TYPES,
  ['flag.NewFlagSet', 'flag.FlagSet'],
  ...[...VARIABLE_FLAGS, 'github.com/peterbourgon/ff'].flatMap((path) =>
    ['NewFlagSet', 'FlagSet.SetParent'].map((name) => [`${path}.${name}`, `${path}.FlagSet`] as const),
  ),
  ...GO_FLAGS_PATHS.flatMap((path) =>
    ['NewParser', 'NewNamedParser'].map((name) => [`${path}.${name}`, `${path}.Parser`] as const),
  ),
  ['github.com/heetch/confita.NewLoader', 'github.com/heetch/confita.Loader'],
  [`${PFLAG}.NewFlagSet`, `${PFLAG}.FlagSet`],
  ...[PFLAG, `${PFLAG}.FlagSet`].flatMap((set) => ['IP', 'IPP'].map((kind) => [`${set}.${kind}`, 'net.IP'] as const)),
  ...['Flags', 'PersistentFlags', 'LocalFlags', 'InheritedFlags'].map(
    (method) => [`github.com/spf13/cobra.Command.${method}`, `${PFLAG}.FlagSet`] as const,
  ),
  ...['Root', 'Parent'].map(
    (method) => [`github.com/spf13/cobra.Command.${method}`, 'github.com/spf13/cobra.Command'] as const,
  ),
  ...['New', 'NewWithConf'].map((name) => [`github.com/knadh/koanf.${name}`, 'github.com/knadh/koanf.Koanf'] as const),
  ...ETCD.map((path) => [`${path}.NewConfig`, `${path}.Config`] as const),
  ...['New', 'NewWithOptions', 'GetViper'].map(
    (name) => [`github.com/spf13/viper.${name}`, 'github.com/spf13/viper.Viper'] as const,
  ),
]);

/** Generic functions whose result is of the type that they are told: `env.ParseAs[config]()`. */
export const TOLD_RESULTS: ReadonlySet<string> = new Set(
  ['ParseAs', 'ParseAsWithOptions'].map((name) => `github.com/caarlos0/env.${name}`),
);

/** Generic functions whose result is of the type of what they are passed. */
export const PASSED_ON: ReadonlySet<string> = new Set(['github.com/caarlos0/env.Must']);

/** Variables of libraries. */
export const VARIABLE_TYPES: ReadonlyMap<string, string> = new Map([
  ['net/http.DefaultServeMux', 'net/http.ServeMux'],
  ['net/http.DefaultClient', 'net/http.Client'],
  ['flag.CommandLine', 'flag.FlagSet'],
  [`${PFLAG}.CommandLine`, `${PFLAG}.FlagSet`],
]);

/** Structs of libraries that work without being made by anybody. */
export const USABLE_ZEROS: ReadonlySet<string> = new Set([
  'net/http.ServeMux',
  ...ZERO_SERVERS,
  'github.com/gorilla/mux.Router',
  'sigs.k8s.io/controller-runtime/pkg/manager.Options',
]);

/** Fields of library structs. */
export const FIELD_TYPES: ReadonlyMap<string, string> = new Map([
  ['github.com/grafana/dskit/server.Server.HTTP', 'github.com/gorilla/mux.Router'],
  ['github.com/weaveworks/common/server.Server.HTTP', 'github.com/gorilla/mux.Router'],
  ['github.com/labstack/echo.Echo.Server', 'net/http.Server'],
  ['github.com/labstack/echo.Echo.TLSServer', 'net/http.Server'],
  ['github.com/bep/simplecobra.Commandeer.CobraCommand', 'github.com/spf13/cobra.Command'],
  [
    'go.opentelemetry.io/collector/config/configgrpc.ServerConfig.NetAddr',
    'go.opentelemetry.io/collector/config/confignet.AddrConfig',
  ],
  ['gofr.dev/pkg/gofr.App.Config', 'gofr.dev/pkg/gofr/config.Config'],
  ['github.com/cloudflare/tableflip.Upgrader.Fds', 'github.com/cloudflare/tableflip.Fds'],
]);

/** Types that a library gives a second name, and the first one. */
export const SAME_TYPES: ReadonlyMap<string, string> = new Map([
  ['sigs.k8s.io/controller-runtime.Options', 'sigs.k8s.io/controller-runtime/pkg/manager.Options'],
]);
