import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes apps whose six objects name each other (Deployment, Service, ConfigMap, Ingress, HorizontalPodAutoscaler,
 * PodDisruptionBudget), all in one namespace. `together`: one file an app, else one an object.
 */
export async function writeApps(folder: string, count: number, together: boolean): Promise<void> {
  for (let index = 0; index < count; index++) {
    const name = `app-${String(index).padStart(5, '0')}`;
    if (together) {
      await writeFile(path.join(folder, `${name}.yaml`), appText(name, index));
      continue;
    }
    await mkdir(path.join(folder, name));
    for (const [kind, text] of Object.entries(appObjects(name, index))) {
      await writeFile(path.join(folder, name, `${kind}.yaml`), text);
    }
  }
}

/** The objects of one app in one file. */
export function appText(name: string, index: number): string {
  return Object.values(appObjects(name, index)).join('---\n');
}

/** The objects of one app by file name; every third app has some of the small sins that reviews find. */
function appObjects(name: string, index: number): Readonly<Record<string, string>> {
  const careless = index % 3 === 0;
  return {
    deployment: deployment(name, careless),
    service: `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: shop
spec:
  selector:
    app: ${name}
  ports:
    - name: http
      port: 80
      targetPort: http
`,
    configmap: `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  namespace: shop
data:
  LOG_LEVEL: info
  UPSTREAM: http://app-${String(index + 1).padStart(5, '0')}
`,
    ingress: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
  namespace: shop
spec:
  ingressClassName: public
  rules:
    - host: ${name}.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: ${name}
                port:
                  name: http
`,
    autoscaler: `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: ${name}
  namespace: shop
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: ${name}
  minReplicas: 2
  maxReplicas: 6
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
`,
    budget: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: ${name}
  namespace: shop
spec:
  minAvailable: 1
  selector:
    matchLabels:
      app: ${name}
`,
  };
}

function deployment(name: string, careless: boolean): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
  labels:
    app: ${name}
spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
${container(name, careless)}`;
}

function container(name: string, careless: boolean): string {
  const image = careless ? `registry.example.com/${name}` : `registry.example.com/${name}:1.4.2`;
  const lines = [
    `- name: ${name}`,
    `  image: ${image}`,
    '  ports:',
    '    - name: http',
    '      containerPort: 8080',
    '  envFrom:',
    '    - configMapRef:',
    `        name: ${name}`,
    '  readinessProbe:',
    '    httpGet:',
    '      path: /readyz',
    '      port: http',
    '  resources:',
    '    requests:',
    '      cpu: 100m',
    '      memory: 64Mi',
    ...(careless ? [] : ['    limits:', '      memory: 128Mi']),
    '  securityContext:',
    `    allowPrivilegeEscalation: ${String(careless)}`,
    '    readOnlyRootFilesystem: true',
    '    runAsNonRoot: true',
    '    capabilities:',
    '      drop:',
    '        - ALL',
  ];
  return lines.map((line) => `        ${line}\n`).join('');
}
