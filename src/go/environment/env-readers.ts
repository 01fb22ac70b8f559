/** A function that reads the variable which an argument names. */
export interface EnvReader {
  readonly name: number;
  /** The argument that is used where the variable is not set. */
  readonly fallback: number | null;
  /** It ends the program, or returns an error, where the variable is not set. */
  readonly must: boolean;
}

const PLAIN: EnvReader = { name: 0, fallback: null, must: false };
const WITH_DEFAULT: EnvReader = { name: 0, fallback: 1, must: false };
const MUST: EnvReader = { name: 0, fallback: null, must: true };

const of = (path: string, names: string, reader: EnvReader) =>
  names.split(' ').map((name) => [`${path}.${name}`, reader] as const);

/** The standard library's readers and those of helper libraries; paths are without major versions. */
export const ENV_READERS: ReadonlyMap<string, EnvReader> = new Map([
  ...of('os', 'Getenv LookupEnv', PLAIN),
  ...of('syscall', 'Getenv', PLAIN),
  ...of('golang.org/x/sys/unix', 'Getenv', PLAIN),
  ...of('github.com/minio/pkg/env', 'Get GetInt', WITH_DEFAULT),
  ...of('github.com/minio/pkg/env', 'IsSet LookupEnv', PLAIN),
  ...of('k8s.io/utils/env', 'GetString GetInt GetBool GetFloat64', WITH_DEFAULT),
  ...of('github.com/gobuffalo/envy', 'Get', WITH_DEFAULT),
  ...of('github.com/gobuffalo/envy', 'MustGet', MUST),
  ...of('github.com/gookit/goutil/envutil', 'Getenv GetInt GetBool', WITH_DEFAULT),
  ...of('github.com/gookit/goutil/envutil', 'MustGet', MUST),
  ...of('github.com/gogf/gf/os/genv', 'Get GetWithCmd', WITH_DEFAULT),
  ...of('github.com/gogf/gf/os/genv', 'Contains', PLAIN),
  ...of('istio.io/pkg/env', 'RegisterStringVar RegisterBoolVar RegisterIntVar RegisterDurationVar', WITH_DEFAULT),
  ...of('github.com/nicholasjackson/env', 'String Int Float64 Bool Duration', { name: 0, fallback: 2, must: false }),
  ...of('github.com/zeromicro/go-zero/core/proc', 'Env EnvInt', PLAIN),
  ...of('gofr.dev/pkg/gofr/config.Config', 'Get', PLAIN),
  ...of('gofr.dev/pkg/gofr/config.Config', 'GetOrDefault', WITH_DEFAULT),
]);

/** Functions that say by their names that they read a variable, whichever library has them. */
const TELLING: ReadonlySet<string> = new Set(
  (
    'Getenv GetenvBool GetenvInt GetenvDuration GetenvString GetEnv GetEnvVar GetEnvOr GetEnvOrDefault GetEnvDefault GetEnvWithDefault GetenvOr GetenvDefault GetenvOrDefault ' +
    'GetEnvString GetEnvStr GetEnvInt GetEnvBool GetEnvDuration GetStringEnv GetIntEnv GetBoolEnv GetDurationEnv ' +
    'LookupEnv LookupEnvOr LookupEnvStringOr LookupEnvIntOr LookupEnvFloatOr LookupEnvDurationOr LookupEnvBoolOr ' +
    'FromEnv FromEnvP ReadEnv MustGetenv MustGetEnv EnvOr EnvOrDefault EnvString EnvInt EnvBool EnvDuration'
  ).split(' '),
);

/** Names of packages that say so themselves, and what their readers are called then: `env.WithDefaultString("CLUSTER", "")`. */
const TELLING_PACKAGE = /(?:^|\/)(?:env|envs|envutils?|osenv)$/;
const READERS_THERE: ReadonlySet<string> = new Set([
  'Get',
  ...['Get', 'WithDefault', 'Must', 'MustGet', ''].flatMap((verb) =>
    ['String', 'Int', 'Int64', 'Float64', 'Bool', 'Duration'].map((type) => verb + type),
  ),
]);

/** What only the name of a library's function tells: it reads the variable that it is told first, and what else it is told is the default. */
export function readerOfLibrary(name: string): EnvReader | null {
  const dot = name.lastIndexOf('.');
  const own = name.slice(dot + 1);
  const tells = TELLING.has(own) || (READERS_THERE.has(own) && TELLING_PACKAGE.test(name.slice(0, dot)));
  return tells ? { ...WITH_DEFAULT, must: own.startsWith('Must') } : null;
}

/** Names that a reader may be called by; everything else is not looked at. */
export const ENV_READER_NAMES: ReadonlySet<string> = new Set([
  ...[...ENV_READERS.keys()].map((name) => name.slice(name.lastIndexOf('.') + 1)),
  ...TELLING,
  ...READERS_THERE,
]);
