import type { Site, Use } from '../code/code-index.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { evaluate } from '../code/context.ts';
import { callsOf } from '../file-use/file-calls.ts';
import type { Place } from '../project.ts';
import { contextAt } from '../values/solver.ts';
import { placeOf } from '../syntax/source-file.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { calleeName, typeOf } from '../code/types.ts';

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

/** Which argument of a request says where it goes. */
const URL_AT: ReadonlyMap<string, number> = new Map([
  ['net/http.Get', 0],
  ['net/http.Head', 0],
  ['net/http.Post', 0],
  ['net/http.PostForm', 0],
  ['net/http.NewRequest', 1],
  ['net/http.NewRequestWithContext', 2],
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
 * Where the program opens TLS connections for which it needs root certificates beside it: `needed` true = its source does,
 * null = another module may.
 */
export function opensTls(code: LinkedCode): { readonly needed: boolean | null; readonly place: Place | null } {
  if (ROOTS.some((path) => code.externals.has(path))) return { needed: false, place: null };
  for (const { name, call, site } of callsOf(code, DIALS)) {
    if (!isWithoutTls(name, call, site, code)) return { needed: true, place: placeOf(site.file, call) };
  }
  const isDefault = ({ expression, site }: Use) => calleeName(code, expression, site) === 'net/http.DefaultClient';
  const isClient = ({ expression, site }: Use) => typeOf(code, expression, site) === 'net/http.Client';
  const client = code.methodValues('DefaultClient').find(isDefault) ?? code.composites().find(isClient);
  if (client) return { needed: true, place: placeOf(client.site.file, client.expression) };
  const loud = [...code.externals].some(
    (path) => !QUIET.some((quiet) => path === quiet || path.startsWith(`${quiet}/`)),
  );
  return { needed: loud ? null : false, place: null };
}

/** A file that asks for insecure credentials means them; an embedded database is a file, and a URL may begin with `http:`. */
function isWithoutTls(name: string, call: Call, site: Site, code: LinkedCode): boolean {
  if (name.startsWith('google.golang.org/grpc.')) {
    return site.file.imports.some(({ path }) => path === 'google.golang.org/grpc/credentials/insecure');
  }
  const url = call.args[URL_AT.get(name) ?? Infinity];
  if (url) return isPlainUrl(url, site, code);
  const [driver] = call.args;
  if (name !== 'database/sql.Open' || !driver) return false;
  return /^(?:sqlite|duckdb|ql$)/.test(evaluate(driver, contextAt(code, site)).text);
}

/** A URL that begins with `http:` in the source: behind a setting may be one that does not. */
function isPlainUrl(url: Expression, site: Site, code: LinkedCode): boolean {
  if (url.kind === 'binary' && url.operator === '+') return isPlainUrl(url.left, site, code);
  const [pattern] = url.kind === 'call' ? url.args : [];
  if (url.kind === 'call' && pattern && calleeName(code, url.callee, site) === 'fmt.Sprintf') {
    return isPlainUrl(pattern, site, code);
  }
  const { text, by } = evaluate(url, contextAt(code, site));
  return by.length === 0 && text.startsWith('http://');
}

/** Where the program needs the time zone database beside it, a zone being loaded by name and none linked in; null: nowhere. */
export function findTimezone(code: LinkedCode): Place | null {
  if (code.standardImports.has('time/tzdata')) return null;
  const found = code.calls('LoadLocation').find(({ expression, site }) => {
    const [zone] = expression.args;
    if (!zone || calleeName(code, expression.callee, site) !== 'time.LoadLocation') return false;
    return !['UTC', 'Local', ''].includes(evaluate(zone, contextAt(code, site)).text);
  });
  return found ? placeOf(found.site.file, found.expression) : null;
}
