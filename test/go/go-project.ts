import { analyze, type AnalyzeOptions } from '../../src/go/analyze.ts';
import type { FileEntry, Files } from '../../src/go/files.ts';
import type { GoProject, Program } from '../../src/go/project.ts';

/** Files of a test, by path. */
export function filesOf(texts: Readonly<Record<string, string>>): Files {
  return {
    read: (path) => Promise.resolve(texts[path] ?? null),
    list: (folder) => {
      const prefix = folder === '' ? '' : `${folder}/`;
      const entries = new Map<string, FileEntry>();
      for (const path of Object.keys(texts)) {
        if (!path.startsWith(prefix)) continue;
        const [name = '', ...rest] = path.slice(prefix.length).split('/');
        entries.set(name, { name, folder: rest.length > 0 });
      }
      return Promise.resolve([...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1)));
    },
  };
}

export function analyzeTexts(
  texts: Readonly<Record<string, string>>,
  options: AnalyzeOptions = {},
): Promise<GoProject> {
  return analyze(filesOf(texts), options);
}

const IMPORTS: Readonly<Record<string, string>> = {
  http: 'net/http',
  pprof: 'net/http/pprof',
  signal: 'os/signal',
  template: 'html/template',
  tls: 'crypto/tls',
  sql: 'database/sql',
  filepath: 'path/filepath',
  rand: 'math/rand',
  gin: 'github.com/gin-gonic/gin',
  echo: 'github.com/labstack/echo/v4',
  fiber: 'github.com/gofiber/fiber/v2',
  chi: 'github.com/go-chi/chi/v5',
  mux: 'github.com/gorilla/mux',
  pat: 'github.com/bmizerany/pat',
  httprouter: 'github.com/julienschmidt/httprouter',
  grpc: 'google.golang.org/grpc',
  promhttp: 'github.com/prometheus/client_golang/prometheus/promhttp',
  viper: 'github.com/spf13/viper',
  pflag: 'github.com/spf13/pflag',
  cobra: 'github.com/spf13/cobra',
  doc: 'github.com/spf13/cobra/doc',
  env: 'github.com/caarlos0/env/v11',
  envconfig: 'github.com/kelseyhightower/envconfig',
  cli: 'github.com/urfave/cli/v2',
  kingpin: 'github.com/alecthomas/kingpin/v2',
  kong: 'github.com/alecthomas/kong',
  flags: 'github.com/jessevdk/go-flags',
  conf: 'github.com/ardanlabs/conf/v3',
  cleanenv: 'github.com/ilyakaznacheev/cleanenv',
  lambda: 'github.com/aws/aws-lambda-go/lambda',
  fasthttp: 'github.com/valyala/fasthttp',
  lumberjack: 'gopkg.in/natefinch/lumberjack.v2',
  wish: 'github.com/charmbracelet/wish',
  uuid: 'github.com/google/uuid',
  redis: 'github.com/redis/go-redis/v9',
  migrate: 'github.com/golang-migrate/migrate/v4',
  goose: 'github.com/pressly/goose/v3',
  godotenv: 'github.com/joho/godotenv',
  rice: 'github.com/GeertJohan/go.rice',
  render: 'github.com/unrolled/render',
  beego: 'github.com/astaxie/beego',
  exec: 'os/exec',
  others: 'example.org/others',
  signals: 'sigs.k8s.io/controller-runtime/pkg/manager/signals',
  autocert: 'golang.org/x/crypto/acme/autocert',
  endless: 'github.com/fvbock/endless',
  user: 'os/user',
  debug: 'runtime/debug',
  url: 'net/url',
  yaml: 'gopkg.in/yaml.v3',
  toml: 'github.com/BurntSushi/toml',
  json: 'encoding/json',
  regexp: 'regexp',
  server: 'github.com/nats-io/nats-server/v2/server',
  memberlist: 'github.com/hashicorp/memberlist',
  netip: 'net/netip',
  network: 'example.org/network',
  configx: 'github.com/ory/x/configx',
  setter: 'github.com/mailgun/holster/v4/setter',
  maxprocs: 'go.uber.org/automaxprocs/maxprocs',
  memlimit: 'github.com/KimMachineGun/automemlimit/memlimit',
};

/** A main package of these declarations, with the imports it uses. */
export function mainFile(declarations: string): string {
  const used = new Set([...declarations.matchAll(/\b([a-z]\w*)\.[A-Z]/g)].map(([, name = '']) => name));
  const standard = [
    'os',
    'fmt',
    'flag',
    'net',
    'log',
    'strconv',
    'cmp',
    'strings',
    'syscall',
    'context',
    'errors',
    'time',
    'io',
    'embed',
    'sync',
    'runtime',
    'reflect',
    'unicode',
  ];
  const imports = [...used].flatMap((name) => IMPORTS[name] ?? (standard.includes(name) ? [name] : []));
  return `package main\n\nimport (\n${imports.map((path) => `\t"${path}"\n`).join('')})\n\n${declarations}\n`;
}

/** The facts of a program of one file; a body without `func` is that of main. Other files may be given. */
export async function factsOf(code: string, others: Readonly<Record<string, string>> = {}): Promise<Program> {
  const declarations = /^func |^\)? *func main/m.test(code) ? code : `func main() {\n${code}\n}`;
  const project = await analyzeTexts({
    'go.mod': 'module example.com/app\n\ngo 1.26\n',
    'main.go': mainFile(declarations),
    ...others,
  });
  const [program] = project.programs;
  if (!program) throw new Error(`no program: ${JSON.stringify(project.errors)}`);
  return program;
}

/** `8080 http all known`, settings after `by`; an open port or address is `?`. */
export async function listensOf(code: string, others: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const { listens } = await factsOf(code, others);
  return listens.map(({ port, protocol, bind, configuredBy, movedBy, certainty }) => {
    const by = configuredBy.length > 0 ? ` by ${configuredBy.join(' ')}` : '';
    const moved = movedBy ? ` moved by ${movedBy.join(' ')}` : '';
    return `${port ?? '?'} ${protocol ?? '?'} ${bind ?? '?'} ${certainty}${by}${moved}`;
  });
}
