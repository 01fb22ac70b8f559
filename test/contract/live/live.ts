import { deploymentOf, serverFiles } from '../../../src/contract/examples/example-files.ts';
import type {
  LiveCluster,
  LiveConfig,
  LiveContainer,
  LiveService,
  LiveWorkload,
} from '../../../src/contract/live/live-cluster.ts';
import type { Texts } from '../workspace.ts';

export const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata: { name: shop }\nspec:\n  selector: { app: shop }\n  ports: [{ port: 80, targetPort: 8080 }]\n';
export const CONFIG =
  'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: shop-config }\ndata: { LOG_LEVEL: info, REGION: eu }\n';

/** A program with its manifests, none of which names a namespace. */
export const FILES: Texts = {
  ...serverFiles(':8080'),
  'main.go': (serverFiles(':8080')['main.go'] ?? '')
    .replace('import "net/http"', 'import (\n\t"net/http"\n\t"os"\n)')
    .replace('func main() {', 'func main() {\n\t_ = os.Getenv("LOG_LEVEL")\n\t_ = os.Getenv("DB_PASSWORD")'),
  'd.yaml': deploymentOf(
    [
      'ports: [{ containerPort: 8080 }]',
      'env:',
      '  - { name: MODE, value: fast }',
      '  - name: DB_PASSWORD',
      '    valueFrom: { secretKeyRef: { name: shop-secret, key: DB_PASSWORD } }',
      'envFrom: [{ configMapRef: { name: shop-config } }]',
    ].join('\n'),
  ),
  's.yaml': SERVICE,
  'c.yaml': CONFIG,
};

export function liveContainer(changes: Partial<LiveContainer> = {}): LiveContainer {
  const secret = { kind: 'Secret', name: 'shop-secret', optional: false, key: 'DB_PASSWORD' } as const;
  return {
    name: 'shop',
    image: 'shop:1.2.3',
    ports: [8080],
    env: [
      { name: 'MODE', value: 'fast', from: null },
      { name: 'DB_PASSWORD', value: null, from: secret },
    ],
    envFrom: [{ kind: 'ConfigMap', name: 'shop-config', optional: false, prefix: '' }],
    ...changes,
  };
}

export function liveDeployment(
  changes: Partial<LiveWorkload> = {},
  container: Partial<LiveContainer> = {},
): LiveWorkload {
  return {
    kind: 'Deployment',
    namespace: 'shop',
    name: 'shop',
    labels: { app: 'shop' },
    containers: [liveContainer(container)],
    mounts: [],
    pods: { state: 'ok', ready: 1, desired: 1, reason: null },
    ...changes,
  };
}

export function liveService(changes: Partial<LiveService> = {}): LiveService {
  return {
    kind: 'Service',
    namespace: 'shop',
    name: 'shop',
    selector: { app: 'shop' },
    ports: [{ port: 80, target: '8080' }],
    endpoints: 1,
    ...changes,
  };
}

export function liveConfig(changes: Partial<LiveConfig> = {}): LiveConfig {
  return {
    kind: 'ConfigMap',
    namespace: 'shop',
    name: 'shop-config',
    data: { LOG_LEVEL: 'info', REGION: 'eu' },
    ...changes,
  };
}

export const SECRET = liveConfig({ kind: 'Secret', name: 'shop-secret', data: { DB_PASSWORD: null } });

/** A cluster where all of `FILES` is as it is written; the user has chosen the namespace it is in. */
export function liveCluster(changes: Partial<LiveCluster> = {}): LiveCluster {
  return {
    context: 'kind',
    namespace: 'shop',
    workloads: [liveDeployment()],
    services: [liveService()],
    configs: [liveConfig(), SECRET],
    routes: [],
    sought: [
      { kind: 'Deployment', name: 'shop', namespace: null },
      { kind: 'Service', name: 'shop', namespace: null },
      { kind: 'ConfigMap', name: 'shop-config', namespace: null },
      { kind: 'Secret', name: 'shop-secret', namespace: null },
    ],
    ...changes,
  };
}
