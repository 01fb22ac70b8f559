/** Programs of the world that start without any service beside them, for the proof of what is generated for them. */
export interface RealRepository {
  readonly module: string;
  /** Of one that was proved; the newest may be another program. */
  readonly version: string;
  /** Where there are several programs worth an image. */
  readonly program?: string;
}

/**
 * Small ones first. The zip of a module proxy holds no more than a module: those whose build asks for generated files that are not in it,
 * or for a front end from registries beyond npm's, are left out.
 */
export const REAL_REPOSITORIES: readonly RealRepository[] = [
  { module: 'github.com/rakyll/hey', version: 'v0.1.5' },
  { module: 'github.com/mccutchen/go-httpbin/v2', version: 'v2.26.0' },
  { module: 'github.com/codesenberg/bombardier', version: 'v1.2.6', program: '.' },
  { module: 'github.com/nsmithuk/local-kms', version: 'v0.0.0-20260228092603-2a5e92d09ab6' },
  { module: 'github.com/johannesboyne/gofakes3', version: 'v1.2.0' },
  { module: 'github.com/prometheus/statsd_exporter', version: 'v0.31.0' },
  { module: 'github.com/grpc-ecosystem/grpc-health-probe', version: 'v0.4.62' },
  { module: 'github.com/rhysd/actionlint', version: 'v1.7.12', program: './cmd/actionlint' },
  { module: 'github.com/mochi-mqtt/server/v2', version: 'v2.7.9', program: './cmd' },
  { module: 'github.com/schollz/croc/v10', version: 'v10.7.0' },
  { module: 'github.com/swaggo/swag', version: 'v1.16.6' },
  { module: 'github.com/tsenart/vegeta/v12', version: 'v12.13.0', program: '.' },
  { module: 'github.com/aws/amazon-ec2-metadata-mock', version: 'v1.13.0' },
  { module: 'github.com/Admiral-Piett/goaws', version: 'v0.4.5' },
  { module: 'github.com/prometheus/node_exporter', version: 'v1.12.1' },
  { module: 'github.com/stripe/smokescreen', version: 'v0.1.0' },
  { module: 'github.com/stefanprodan/podinfo', version: 'v1.8.1-0.20250910200901-e86405a8674e' },
  { module: 'github.com/nats-io/nats-server/v2', version: 'v2.15.2' },
  { module: 'github.com/axllent/mailpit', version: 'v1.33.1', program: '.' },
  { module: 'github.com/zegl/kube-score', version: 'v1.20.0', program: './cmd/kube-score' },
  { module: 'github.com/go-task/task/v3', version: 'v3.54.0', program: './cmd/task' },
  { module: 'github.com/cayleygraph/cayley', version: 'v0.7.7-0.20240706181042-81dcd7d73e45', program: './cmd/cayley' },
  { module: 'github.com/k3s-io/kine', version: 'v0.17.5' },
  { module: 'github.com/tus/tusd/v2', version: 'v2.9.1' },
  { module: 'github.com/protomaps/go-pmtiles', version: 'v1.31.2' },
  { module: 'github.com/caddyserver/caddy/v2', version: 'v2.11.9', program: './cmd/caddy' },
  { module: 'github.com/distribution/distribution/v3', version: 'v3.1.2' },
  { module: 'github.com/open-policy-agent/opa', version: 'v1.22.3', program: '.' },
  { module: 'github.com/coredns/coredns', version: 'v1.15.0' },
  { module: 'github.com/centrifugal/centrifugo/v6', version: 'v6.9.1', program: '.' },
  { module: 'github.com/emersion/go-smtp', version: 'v0.25.1', program: './cmd/smtp-debug-server' },
  { module: 'github.com/emersion/go-imap/v2', version: 'v2.0.0-beta.8', program: './cmd/imapmemserver' },
  { module: 'github.com/prometheus/client_golang', version: 'v1.25.0', program: './examples/random' },
  { module: 'github.com/zitadel/oidc/v3', version: 'v3.52.0', program: './example/server' },
  { module: 'github.com/Shopify/toxiproxy/v2', version: 'v2.5.0', program: './cmd/server' },
  { module: 'github.com/fsouza/fake-gcs-server', version: 'v1.56.1', program: '.' },
  { module: 'github.com/allegro/bigcache/v3', version: 'v3.1.0', program: './server' },
  { module: 'github.com/stripe/stripe-mock', version: 'v0.203.0' },
  { module: 'github.com/google/martian/v3', version: 'v3.3.3', program: './cmd/proxy' },
  { module: 'github.com/hashicorp/serf', version: 'v0.11.0', program: './cmd/serf' },
  { module: 'github.com/btcsuite/btcd', version: 'v0.26.2' },
  { module: 'github.com/etcd-io/bbolt', version: 'v1.5.0', program: './cmd/bbolt' },
  { module: 'github.com/hashicorp/consul-template', version: 'v0.41.1' },
  { module: 'github.com/VictoriaMetrics/VictoriaLogs', version: 'v1.52.1', program: './app/victoria-logs' },
  { module: 'github.com/letsencrypt/pebble/v2', version: 'v2.10.3', program: './cmd/pebble-challtestsrv' },
  { module: 'github.com/osrg/gobgp/v4', version: 'v4.8.0', program: './cmd/gobgpd' },
  { module: 'oras.land/oras', version: 'v1.3.6', program: './cmd/oras' },
  { module: 'github.com/gorilla/websocket', version: 'v1.5.3', program: './examples/chat' },
  { module: 'github.com/graphql-go/graphql', version: 'v0.8.1', program: './examples/star-wars' },
  { module: 'github.com/sigstore/timestamp-authority', version: 'v1.2.9', program: './cmd/timestamp-server' },
  { module: 'github.com/syncthing/syncthing', version: 'v1.30.0', program: './cmd/strelaysrv' },
  { module: 'github.com/syncthing/syncthing', version: 'v1.30.0', program: './cmd/stdiscosrv' },
  { module: 'github.com/hibiken/asynqmon', version: 'v0.7.2' },
  { module: 'github.com/golang-migrate/migrate/v4', version: 'v4.20.1', program: './cmd/migrate' },
  { module: 'filippo.io/age', version: 'v1.3.2', program: './cmd/age' },
];
