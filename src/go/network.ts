import type { Use } from './code-index.ts';
import type { LinkedCode } from './linked-code.ts';
import { evaluate } from './context.ts';
import { callsOf } from './file-calls.ts';
import { contextAt } from './solver.ts';
import { calleeName, typeOf } from './types.ts';

/** Calls that may open a TLS connection to somewhere else. */
const DIALS = new Set([
  'net/http.Get',
  'net/http.Head',
  'net/http.Post',
  'net/http.PostForm',
  'net/http.NewRequest',
  'net/http.NewRequestWithContext',
  'crypto/tls.Dial',
  'crypto/tls.Client',
  'crypto/tls.DialWithDialer',
  'net/smtp.SendMail',
  'net/smtp.NewClient',
  'database/sql.Open',
  'google.golang.org/grpc.Dial',
  'google.golang.org/grpc.DialContext',
  'google.golang.org/grpc.NewClient',
]);

/** Modules that open no connection by themselves; of all others nothing is known. */
const QUIET = [
  'github.com/gin-gonic/gin',
  'github.com/gin-contrib',
  'github.com/labstack/echo',
  'github.com/gofiber/fiber',
  'github.com/go-chi',
  'github.com/gorilla',
  'github.com/julienschmidt/httprouter',
  'github.com/prometheus/client_golang',
  'github.com/google/uuid',
  'github.com/spf13/cobra',
  'github.com/spf13/pflag',
  'github.com/sirupsen/logrus',
  'github.com/rs/zerolog',
  'github.com/rs/cors',
  'github.com/joho/godotenv',
  'github.com/caarlos0/env',
  'github.com/kelseyhightower/envconfig',
  'github.com/pkg/errors',
  'github.com/stretchr/testify',
  'github.com/go-playground/validator',
  'go.uber.org/zap',
  'go.uber.org/automaxprocs',
  'golang.org/x/sync',
  'golang.org/x/text',
  'golang.org/x/exp',
  'golang.org/x/crypto',
  'gopkg.in/yaml',
  'google.golang.org/protobuf',
];

/** Modules that put root certificates into the binary. */
const ROOTS = ['golang.org/x/crypto/x509roots/fallback', 'github.com/breml/rootcerts', 'github.com/certifi/gocertifi'];

/**
 * Whether the program opens TLS connections for which it needs root certificates beside it: true = its source does,
 * null = another module may.
 */
export function opensTls(code: LinkedCode): boolean | null {
  if (ROOTS.some((path) => code.externals.has(path))) return false;
  if (callsOf(code, DIALS).next().done !== true) return true;
  const isDefault = ({ expression, site }: Use) => calleeName(code, expression, site) === 'net/http.DefaultClient';
  const isClient = ({ expression, site }: Use) => typeOf(code, expression, site) === 'net/http.Client';
  if (code.methodValues('DefaultClient').some(isDefault)) return true;
  if (code.packages.some(({ composites }) => composites.some(isClient))) return true;
  const loud = [...code.externals].some(
    (path) => !QUIET.some((quiet) => path === quiet || path.startsWith(`${quiet}/`)),
  );
  return loud ? null : false;
}

/** Whether the program needs the time zone database beside it: a zone is loaded by name and none is linked in. */
export function needsTimezones(code: LinkedCode): boolean {
  if (code.standardImports.has('time/tzdata')) return false;
  return code.calls('LoadLocation').some(({ expression, site }) => {
    const [zone] = expression.args;
    if (!zone || calleeName(code, expression.callee, site) !== 'time.LoadLocation') return false;
    return !['UTC', 'Local', ''].includes(evaluate(zone, contextAt(code, site)).text);
  });
}
