import type { HealthRoute, Route } from '../../go/answers.ts';
import type { Listener, Place, Program } from '../../go/project.ts';
import type { Given } from '../ports/effective-listener.ts';
import { mayServe } from './route-match.ts';

const GATEWAY = 'github.com/grpc-ecosystem/grpc-gateway/runtime';
/** What protoc writes for a gateway imports this, and has routes that the source does not show. */
const GENERATED_GATEWAY = 'github.com/grpc-ecosystem/grpc-gateway/utilities';

/** Modules that answer no request by themselves, or only at routes that the source shows. */
const QUIET = [
  'github.com/gin-gonic/gin',
  'github.com/labstack/echo',
  'github.com/go-chi/chi',
  'github.com/go-chi/chi/middleware',
  'github.com/gorilla/mux',
  'github.com/gofiber/fiber',
  'github.com/julienschmidt/httprouter',
  GATEWAY,
  'google.golang.org/grpc',
  'google.golang.org/grpc/credentials',
  'google.golang.org/grpc/credentials/insecure',
  'google.golang.org/grpc/codes',
  'google.golang.org/grpc/status',
  'google.golang.org/grpc/health',
  'google.golang.org/grpc/health/grpc_health_v1',
  'google.golang.org/grpc/reflection',
];

/** Clients of databases, queues and clouds. */
const CLIENTS =
  /^(?:github\.com\/(?:nats-io\/nats\.go|rabbitmq|streadway\/amqp|segmentio\/kafka-go|twmb\/franz-go|IBM\/sarama|Shopify\/sarama|confluentinc\/confluent-kafka-go|aws\/aws-sdk-go|aws\/aws-sdk-go-v2|Azure\/azure-sdk-for-go|minio\/minio-go|elastic\/go-elasticsearch|olivere\/elastic|bradfitz\/gomemcache|gocql|ClickHouse|golang-migrate|pressly\/goose|stripe\/stripe-go|eclipse\/paho)|go\.mongodb\.org|cloud\.google\.com\/go|k8s\.io\/(?:client-go|api|apimachinery))(?:\/|\.|$)/;

/** The same for all that is below these. */
const QUIET_FAMILIES =
  /^(?:google\.golang\.org\/protobuf|github\.com\/(?:prometheus\/client_golang|lib\/pq|jackc|go-sql-driver|mattn\/go-sqlite3|redis|go-redis|google\/uuid|sirupsen\/logrus|rs\/zerolog|joho\/godotenv|caarlos0\/env|kelseyhightower\/envconfig|spf13|pkg\/errors|jmoiron\/sqlx|lmittmann\/tint|ilyakaznacheev\/cleanenv|sethvargo\/go-envconfig|golang-jwt|go-playground\/validator|urfave\/cli|alecthomas\/kingpin|alecthomas\/kong|robfig\/cron|shopspring\/decimal|gofrs\/uuid|stretchr)|gorm\.io|go\.uber\.org\/(?:zap|automaxprocs)|golang\.org\/x\/(?:sync|text|exp|crypto|time)|gopkg\.in\/yaml)(?:\/|\.|$)/;

/** Something that answers at a path. */
export type Answer = Place & {
  readonly path: string;
  readonly port?: number | null;
} & Pick<Route, 'exact' | 'login'>;

/** Every route is known, and none is moved by what the program is `given`. */
export function knowsRoutes(program: Program, given: Given): boolean {
  const { routes, health, metrics } = program;
  const all = [...routes, ...health, ...(metrics ? [metrics] : [])];
  const isHere = ({ certainty, configuredBy = [] }: Pick<Route, 'certainty' | 'configuredBy'>) =>
    certainty !== 'unknown' && configuredBy.every((by) => given(by) === undefined);
  return (routes.length > 0 || isPlainGateway(program)) && all.every(isHere) && !movesAll(program, given);
}

/** A setting of such a name puts a path before all routes, however the source does it. */
const BASE =
  /^prefix$|(?:^|[_.-])(?:(?:path|url|route|http|web|server)[_-]?prefix|(?:base|root|context|sub)[_-]?(?:path|url|uri))$/i;

function movesAll({ env, flags }: Program, given: Given): boolean {
  const names = [...env.map(({ name }) => `env:${name}`), ...(flags?.all ?? []).map(({ name }) => `flag:${name}`)];
  return names.some((by) => {
    const value = BASE.test(by.slice(by.indexOf(':') + 1)) ? given(by) : undefined;
    return value === null || !/^\/*$/.test((value ?? '').replace(/^\w+:\/\/[^/]*/, ''));
  });
}

/** The listener answers health checks alone, and none of that path or around it. */
export function refusesCheck({ health, listens }: Program, { port }: Listener, path: string): boolean {
  const checks = health.filter((route) => route.isAlone && route.port === port);
  const isShared = listens.filter((each) => each.port === port).length > 1;
  // Another module may add the check that has none here.
  const known = [...checks.map((route) => route.path), '/healthz', '/readyz'];
  return checks.length > 0 && !isShared && !known.some((one) => path === one || path.startsWith(`${one}/`));
}

/** A gateway that serves what its options say: nothing that protoc wrote is registered with it. */
function isPlainGateway({ libraries }: Program): boolean {
  return libraries.includes(GATEWAY) && !libraries.includes(GENERATED_GATEWAY);
}

/** Nothing but code that we see answers requests: no middleware of another module may do so and leave no route behind. */
export function seesAllCode({ libraries }: Program): boolean {
  return libraries.every(isQuiet);
}

/** Whether what a library registers with a server shows in the source. */
export function isQuiet(library: string): boolean {
  return QUIET.includes(library) || QUIET_FAMILIES.test(library) || CLIENTS.test(library);
}

/** What answers a GET. */
export function answersOf({ routes, health, metrics }: Program): readonly Answer[] {
  const plain = health.filter(({ protocol }) => protocol === 'http');
  return [
    ...routes.filter(answersGet),
    ...plain,
    ...(metrics ? [metrics.everywhere ? { ...metrics, path: '/' } : metrics] : []),
  ];
}

/** Whether something of the program may answer a GET of the path. */
export function serves(program: Program, path: string): boolean {
  return answersAt(program, path).length > 0;
}

/** All that may answer a GET of the path. */
export function answersAt(program: Program, path: string): readonly Answer[] {
  return answersOf(program).filter((route) => mayServe(route.path, path, route.exact));
}

/** The route that would answer at the path, had that a slash more or less at its end; nothing else answers there. */
export function slashFrom(program: Program, path: string): Route | undefined {
  const [route, ...others] = answersAt(program, path);
  const wanted = program.routes.find((each) => isAt(each, route));
  const isOther = wanted?.asWritten && wanted.path.endsWith('/') !== path.endsWith('/');
  return isOther && others.every((other) => isAt(wanted, other)) && seesAllCode(program) ? wanted : undefined;
}

/** What is told of health and metrics is a route, too. */
function isAt(one: Answer, other: Answer | undefined): boolean {
  return one.file === other?.file && one.start === other.start && one.path === other.path;
}

/** The route that answers at the path, but no GET. */
export function answersOtherwise({ routes }: Program, path: string): Route | undefined {
  return routes.find((route) => route.path === path && !answersGet(route));
}

/** All routes are known, and none of them is for metrics, nor for the path that Prometheus asks. */
export function servesNoMetrics(program: Program, asked: string, given: Given): boolean {
  if (program.metrics || !knowsRoutes(program, given) || !seesAllCode(program) || serves(program, asked)) return false;
  return program.listens.every(({ port }) => port !== null);
}

/** Whether something of it answers for paths that no route names. */
export function answersAnything(program: Program): boolean {
  return serves(program, '/a-path-that-nobody-wrote');
}

/** The health routes that a GET of the path asks. */
export function healthAt({ health }: Program, path: string): HealthRoute[] {
  return httpHealthOf(health).filter((route) => mayServe(route.path, path, route.exact));
}

function answersGet({ method }: Route): boolean {
  return method === null || !/^(?:POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/.test(method);
}

/** Of routes for health the one that fits a probe best; never one of readiness for life: the kubelet would restart a program that only waits for others. */
export function routeFor(
  probe: 'startup' | 'liveness' | 'readiness',
  health: readonly HealthRoute[],
): HealthRoute | undefined {
  const own = httpHealthOf(health);
  const purpose = probe === 'readiness' ? 'readiness' : 'liveness';
  const fitting = own.find((route) => route.purpose === purpose) ?? own.find((route) => route.purpose === 'health');
  return fitting ?? (probe === 'liveness' ? undefined : own[0]);
}

/** Those that a probe of HTTP can ask. */
export function httpHealthOf(health: readonly HealthRoute[]): HealthRoute[] {
  return health.filter((route) => !isGrpcHealth(route));
}

/** `grpc.health.v1`, registered with a server of gRPC, or as a path by libraries that serve it over HTTP. */
export function isGrpcHealth({ protocol, path }: HealthRoute): boolean {
  return protocol === 'grpc' || /^\/?grpc\.health\.v1\./.test(path);
}

/** Whether a library may serve gRPC on a port of HTTP. */
export function mayServeGrpc(library: string): boolean {
  return /grpc|connect|twirp|drpc|kratos|go-zero|go-micro|kitex/.test(library);
}
