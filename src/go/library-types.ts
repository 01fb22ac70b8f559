/** Types that library functions return, as far as facts are read from methods of theirs. Paths are without major versions. */
const GIN = 'github.com/gin-gonic/gin';
const ECHO = 'github.com/labstack/echo';
const FIBER = 'github.com/gofiber/fiber';
const CHI = 'github.com/go-chi/chi';
const GORILLA = 'github.com/gorilla/mux';
const PFLAG = 'github.com/spf13/pflag';

export const RESULT_TYPES: ReadonlyMap<string, string> = new Map([
  [`${GIN}.Default`, `${GIN}.Engine`],
  [`${GIN}.New`, `${GIN}.Engine`],
  ...['Engine', 'RouterGroup', 'IRouter'].map((type) => [`${GIN}.${type}.Group`, `${GIN}.RouterGroup`] as const),
  [`${ECHO}.New`, `${ECHO}.Echo`],
  [`${ECHO}.Echo.Group`, `${ECHO}.Group`],
  [`${ECHO}.Group.Group`, `${ECHO}.Group`],
  [`${FIBER}.New`, `${FIBER}.App`],
  ...['App', 'Router', 'Group'].flatMap((type) =>
    ['Group', 'Route', 'Mount', 'Use'].map((method) => [`${FIBER}.${type}.${method}`, `${FIBER}.Router`] as const),
  ),
  [`${CHI}.NewRouter`, `${CHI}.Mux`],
  [`${CHI}.NewMux`, `${CHI}.Mux`],
  ...['Mux', 'Router'].flatMap((type) =>
    ['With', 'Group', 'Route'].map((method) => [`${CHI}.${type}.${method}`, `${CHI}.Router`] as const),
  ),
  [`${GORILLA}.NewRouter`, `${GORILLA}.Router`],
  [`${GORILLA}.Route.Subrouter`, `${GORILLA}.Router`],
  [`${GORILLA}.Router.StrictSlash`, `${GORILLA}.Router`],
  [`${GORILLA}.Router.SkipClean`, `${GORILLA}.Router`],
  [`${GORILLA}.Router.UseEncodedPath`, `${GORILLA}.Router`],
  ...['Router', 'Route'].flatMap((type) =>
    [
      'PathPrefix',
      'Path',
      'Host',
      'Methods',
      'Schemes',
      'Headers',
      'Queries',
      'Name',
      'HandleFunc',
      'Handle',
      'Handler',
      'HandlerFunc',
      'NewRoute',
    ].map((method) => [`${GORILLA}.${type}.${method}`, `${GORILLA}.Route`] as const),
  ),
  ['github.com/julienschmidt/httprouter.New', 'github.com/julienschmidt/httprouter.Router'],
  ['net/http.NewServeMux', 'net/http.ServeMux'],
  ['google.golang.org/grpc.NewServer', 'google.golang.org/grpc.Server'],
  ['net.Listen', 'net.Listener'],
  ['net.ListenTCP', 'net.Listener'],
  ['crypto/tls.Listen', 'net.Listener'],
  ['crypto/tls.NewListener', 'net.Listener'],
  ['flag.NewFlagSet', 'flag.FlagSet'],
  [`${PFLAG}.NewFlagSet`, `${PFLAG}.FlagSet`],
  ...['Flags', 'PersistentFlags', 'LocalFlags'].map(
    (method) => [`github.com/spf13/cobra.Command.${method}`, `${PFLAG}.FlagSet`] as const,
  ),
  ['github.com/spf13/viper.New', 'github.com/spf13/viper.Viper'],
  ['github.com/spf13/viper.GetViper', 'github.com/spf13/viper.Viper'],
]);

/** Variables of libraries. */
export const VARIABLE_TYPES: ReadonlyMap<string, string> = new Map([
  ['net/http.DefaultServeMux', 'net/http.ServeMux'],
  ['net/http.DefaultClient', 'net/http.Client'],
  ['flag.CommandLine', 'flag.FlagSet'],
  [`${PFLAG}.CommandLine`, `${PFLAG}.FlagSet`],
]);

/** Structs of libraries that work without being made by anybody. */
export const USABLE_ZEROS: ReadonlySet<string> = new Set(['net/http.ServeMux', 'net/http.Server', `${GORILLA}.Router`]);
