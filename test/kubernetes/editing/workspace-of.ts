import { parseManifests } from '../../../src/kubernetes/parse.ts';
import { createWorkspace, type Workspace } from '../../../src/kubernetes/workspace.ts';

/** `|` marks the caret (the last one, so that block scalars may stand before it). */
export function atCaret(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.lastIndexOf('|');
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}

/** A workspace of which every file is known. */
export function workspaceOf(files: Readonly<Record<string, string>>): Workspace {
  const workspace = createWorkspace();
  for (const [file, text] of Object.entries(files)) workspace.set(file, parseManifests(text, file));
  workspace.setComplete(true);
  return workspace;
}

/** What most cases lean on: a workload with all it names, in one namespace. */
export const SHOP: Readonly<Record<string, string>> = {
  'deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop, namespace: prod }
spec:
  selector: { matchLabels: { app: shop } }
  template:
    metadata:
      labels: { app: shop, tier: web, zone: "1" }
    spec:
      serviceAccountName: shop
      containers:
        - name: app
          image: ghcr.io/acme/shop:1.2.3
          ports:
            - { name: http, containerPort: 8080 }
            - { containerPort: 9090 }
          envFrom:
            - configMapRef: { name: settings }
          volumeMounts:
            - { name: tmp, mountPath: /tmp }
      volumes:
        - name: tmp
          emptyDir: {}
        - name: tls
          secret: { secretName: shop-tls }
`,
  'rest.yaml': `apiVersion: v1
kind: Service
metadata: { name: shop, namespace: prod }
spec:
  selector: { app: shop }
  ports:
    - { name: web, port: 80, targetPort: http }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: prod }
data:
  LOG_LEVEL: info
  PORT: "8080"
---
apiVersion: v1
kind: Secret
metadata: { name: shop-tls, namespace: prod }
stringData: { tls.crt: canary, tls.key: canary }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: shop, namespace: prod }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: prod }
---
apiVersion: v1
kind: Namespace
metadata: { name: prod, labels: { team: a } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: elsewhere, namespace: dev }
`,
};
