/** Programs of the world that start without any service beside them, for the proof of what is generated for them. */
export interface RealRepository {
  readonly module: string;
  readonly version: string;
  /** Where there are several programs worth an image. */
  readonly program?: string;
}

export const REAL_REPOSITORIES: readonly RealRepository[] = [
  { module: 'github.com/stefanprodan/podinfo', version: 'latest' },
  { module: 'github.com/prometheus/node_exporter', version: 'latest' },
  { module: 'github.com/prometheus/alertmanager', version: 'latest', program: './cmd/alertmanager' },
  { module: 'github.com/nats-io/nats-server/v2', version: 'latest' },
  { module: 'github.com/coredns/coredns', version: 'latest' },
  { module: 'github.com/caddyserver/caddy/v2', version: 'latest', program: './cmd/caddy' },
  { module: 'github.com/axllent/mailpit', version: 'latest' },
  { module: 'github.com/open-policy-agent/opa', version: 'latest' },
  { module: 'github.com/rakyll/hey', version: 'latest' },
  { module: 'github.com/tsenart/vegeta/v12', version: 'latest', program: '.' },
  { module: 'github.com/codesenberg/bombardier', version: 'latest' },
  { module: 'github.com/mochi-mqtt/server/v2', version: 'latest', program: './cmd' },
];
