import type { Program } from '../../go/project.ts';
import { groupBy } from '../group-by.ts';

/** Names that the Go runtime, the C library, agents, clouds and Kubernetes give a meaning, whatever the program reads. */
const CONVENTIONAL = new RegExp(
  `^(?:${[
    'GO[A-Z]+|CGO_\\w+|TZ|ZONEINFO|LANG|LANGUAGE|LC_\\w+|HOME|PATH|USER|LOGNAME|SHELL|SHLVL|HOSTNAME|PWD|TMP|TEMP|TMPDIR',
    'TERM|COLORTERM|NO_COLOR|FORCE_COLOR|CLICOLOR\\w*|COLUMNS|LINES|EDITOR|CI|DEBUG|VERBOSE|UMASK|PUID|PGID|UID|GID',
    'LD_\\w+|MALLOC_\\w+|GLIBC_\\w+|LOCALDOMAIN|RES_OPTIONS|HOSTALIASES|NSS_\\w+|XDG_\\w+|SSL_\\w+|SSLKEYLOGFILE|CURL_\\w+',
    '(?:HTTPS?|NO|ALL|FTP|SOCKS|GRPC|REQUEST|QUIC|H2)_?PROXY\\w*|GRPC_\\w+|HTTP2?_\\w+',
    'AWS_\\w+|ECS_\\w+|EC2_\\w+|LAMBDA_\\w+|_\\w+|GOOGLE_\\w+|GCLOUD_\\w+|GCP_\\w+|GCS_\\w+|CLOUDSDK_\\w+|GAE_\\w+|GCE_\\w+|STORAGE_\\w+|\\w+_EMULATOR_HOST',
    'AZURE_\\w+|ARM_\\w+|MSI_\\w+|IDENTITY_\\w+|IMDS_\\w+|DIGITALOCEAN_\\w+|DO_\\w+|OCI_\\w+|ALIBABA_\\w+|ALICLOUD_\\w+|HCLOUD_\\w+',
    'OTEL_\\w+|OPENTELEMETRY_\\w+|OC_\\w+|JAEGER_\\w+|ZIPKIN_\\w+|LIGHTSTEP_\\w+|LS_\\w+|DD_\\w+|DATADOG_\\w+|STATSD_\\w+|NEW_RELIC_\\w+|SENTRY_\\w+',
    'ELASTIC_\\w+|SPLUNK_\\w+|SIGNALFX_\\w+|HONEYCOMB_\\w+|INSTANA_\\w+|DT_\\w+|PYROSCOPE_\\w+|ROLLBAR_\\w+|BUGSNAG_\\w+|AIRBRAKE_\\w+|SW_\\w+|APM_\\w+',
    'KUBE\\w*|K8S_\\w+|POD\\w*|MY_\\w+|NODE_\\w+|NODENAME|HOST_?IP|NAMESPACE|SERVICE_ACCOUNT\\w*|CONTAINER_\\w+|CPU_\\w+|MEM(?:ORY)?_\\w+|K_\\w+|FUNCTION_\\w+|DEPLOY\\w*',
    'VAULT_\\w+|CONSUL_\\w+|NOMAD_\\w+|DAPR_\\w+|ISTIO_\\w+|ENVOY_\\w+|PROXY_\\w+|LINKERD2?_\\w+|DOCKER_\\w+|BUILDKIT_\\w+|ETCDCTL_\\w+|ETCD_\\w+',
    'PG[A-Z]+|NATS_\\w+|STAN_\\w+|MINIO_\\w+|LIBRDKAFKA\\w*|KAFKA_GSSAPI\\w*|KRB5\\w*|PKCS11_\\w+|SQLITE_\\w+|GOOSE_\\w+|GIN_MODE|AUTOMEMLIMIT\\w*|TEMPORAL_\\w+|OPENAI_\\w+',
  ].join('|')})$`,
  'i',
);

const host = (names: string) => `github\\.com/(?:${names.trim().split(/\s+/).join('|')})`;

/** Libraries that read no variables, or only such as have a meaning for all. */
const READ_NO_OTHERS = new RegExp(
  `^(?:${[
    host(`gorilla go-chi labstack julienschmidt gofiber gin-gonic gin-contrib valyala/fasthttp urfave/negroni rs/cors rs/xid rs/zerolog
      sirupsen/logrus apex/log go-kit/log go-logr hashicorp/go-(?:multierror|uuid|version|hclog|retryablehttp|cleanhttp) google/(?:uuid|go-cmp|wire) gofrs/uuid
      satori/go.uuid oklog/ulid oklog/run pkg/errors pkg/sftp cenkalti/backoff avast/retry-go sony/gobreaker samber/lo stretchr/testify davecgh/go-spew
      lib/pq jackc go-sql-driver/mysql jmoiron/sqlx Masterminds doug-martin/goqu uptrace/bun go-gorm mattn/go-sqlite3 microsoft/go-mssqldb
      denisenkom/go-mssqldb redis go-redis gomodule/redigo alicebob/miniredis bradfitz/gomemcache rabbitmq streadway/amqp segmentio/kafka-go twmb/franz-go
      IBM/sarama Shopify/sarama nats-io elastic/go-elasticsearch olivere/elastic opensearch-project ClickHouse gocql hibiken/asynq robfig/cron go-co-op
      golang-migrate/migrate pressly/goose prometheus/(?:client_golang|client_model|common) grpc-ecosystem golang/protobuf gogo/protobuf bufbuild
      golang-jwt dgrijalva/jwt-go go-jose coreos/go-oidc go-playground asaskevich/govalidator json-iterator goccy mailru/easyjson tidwall buger/jsonparser
      pelletier/go-toml BurntSushi/toml mitchellh/mapstructure go-viper/mapstructure spf13/(?:cobra|pflag|cast|afero|viper) caarlos0/env kelseyhightower/envconfig
      sethvargo ilyakaznacheev/cleanenv joho/godotenv alexflint/go-arg alecthomas/kong urfave/cli swaggo shopspring/decimal dustin/go-humanize
      fsnotify klauspost/compress andybalholm/brotli gobwas nhooyr/websocket coder/websocket patrickmn/go-cache hashicorp/golang-lru dgraph-io/ristretto
      allegro/bigcache cespare/xxhash felixge/httpsnoop justinas/alice go-resty/resty aws/aws-sdk-go aws/aws-lambda-go aws/smithy-go Azure KimMachineGun minio/minio-go
      stripe sendgrid slack-go getsentry DataDog newrelic XSAM/otelsql riandyrn/otelchi open-telemetry graphql-go 99designs/gqlgen vektah yuin/goldmark
      PuerkitoBio disintegration/imaging xuri/excelize sashabaranov jellydator felixge pquerna/otp skip2/go-qrcode gosimple/slug microcosm-cc teambition
      heptiolabs/healthcheck hellofresh/health-go alexliesenfeld/health etherlabsio/healthcheck bsm thedevsaddam ulule didip throttled juju/ratelimit`),
    'golang\\.org/x|google\\.golang\\.org|go\\.uber\\.org|go\\.opentelemetry\\.io|go\\.opencensus\\.io|cloud\\.google\\.com/go|k8s\\.io|sigs\\.k8s\\.io|gorm\\.io',
    'go\\.mongodb\\.org|go\\.etcd\\.io|gopkg\\.in|modernc\\.org|filippo\\.io|nhooyr\\.io|gonum\\.org|connectrpc\\.com|xorm\\.io|entgo\\.io|goa\\.design|go\\.temporal\\.io|gocloud\\.dev',
  ].join('|')})(?:[/.-]|$)`,
);

/** Whether somebody but the program's own code is known to read a variable of this name. */
export function isConventional(name: string): boolean {
  return CONVENTIONAL.test(name);
}

/** Whether a program would be known to read a variable: all that its own code reads is, and what its libraries read; what it starts gets all. */
export function knowsReads({ openEnvironment, openPrefixes, libraries, processes }: Program, name: string): boolean {
  const isOpen = openEnvironment && (openPrefixes?.some((prefix) => name.startsWith(prefix)) ?? true);
  return !isOpen && processes.length === 0 && libraries.every((library) => READ_NO_OTHERS.test(library));
}

/**
 * The variables that a program reads in places of their own, or by which it is known to listen. What a loop reads under names
 * that it makes may be for any flag.
 */
export function readByName({ env, listens }: Program): ReadonlySet<string> {
  const names = groupBy(env, ({ file, start }) => [`${file}:${start}`]);
  const alone = [...names.values()].flatMap((all) => (all.length === 1 ? all.map(({ name }) => name) : []));
  const ofListeners = listens.flatMap(({ configuredBy }) => configuredBy.filter((by) => by.startsWith('env:')));
  return new Set([...alone, ...ofListeners.map((by) => by.slice('env:'.length))]);
}
