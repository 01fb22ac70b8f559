/** A project of many programs, each with a Dockerfile and ten manifests, as one repository of services has; the same texts every time. */
export function serviceProject(programs: number): Map<string, string> {
  const files = new Map<string, string>([['go.mod', 'module example.com/services\n\ngo 1.26\n']]);
  files.set('internal/config/config.go', CONFIG);
  for (let index = 0; index < programs; index++) {
    const name = `service-${index}`;
    files.set(`cmd/${name}/main.go`, main(8000 + index));
    files.set(`build/${name}/Dockerfile`, dockerfile(name, 8000 + index));
    for (const [kind, text] of Object.entries(manifests(name, 8000 + index))) {
      files.set(`deploy/${name}/${kind}.yaml`, text);
    }
  }
  return files;
}

/** Overlays of the manifests of a program of {@link serviceProject}, each with a patch. */
export function overlaysOf(index: number): Map<string, string> {
  const name = `service-${index}`;
  const folder = `deploy/${name}`;
  const resources = Object.keys(manifests(name, 0)).map((kind) => `  - ${kind}.yaml\n`);
  return new Map([
    [`${folder}/kustomization.yaml`, `resources:\n${resources.join('')}`],
    ...['dev', 'staging', 'prod'].flatMap((stage) => [
      [
        `${folder}/overlays/${stage}/kustomization.yaml`,
        `namespace: ${stage}\nresources:\n  - ../..\npatches:\n  - path: deployment.yaml\n`,
      ] as const,
      [`${folder}/overlays/${stage}/deployment.yaml`, patch(name, stage)] as const,
    ]),
  ]);
}

function patch(name: string, stage: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: ${stage === 'prod' ? 4 : 1}
  template:
    spec:
      containers:
        - name: ${name}
          env:
            - name: REGION
              value: ${stage}
          resources:
            limits:
              memory: 256Mi
`;
}

/** A chart for a program of {@link serviceProject}, in `charts/NAME`. */
export function chartOf(index: number): Map<string, string> {
  const name = `service-${index}`;
  const folder = `charts/${name}`;
  return new Map([
    [`${folder}/Chart.yaml`, `apiVersion: v2\nname: ${name}\nversion: 1.2.3\n`],
    [
      `${folder}/values.yaml`,
      `image: registry.example.com/${name}\nport: ${8000 + index}\nprobe:\n  path: /healthz\nenv:\n  GREETING: hello\n  REGION: eu\n`,
    ],
    [
      `${folder}/templates/_helpers.tpl`,
      '{{- define "labels" -}}\napp: {{ .Chart.Name }}\nrelease: {{ .Release.Name }}\n{{- end -}}\n',
    ],
    [`${folder}/templates/deployment.yaml`, CHART_DEPLOYMENT],
    [
      `${folder}/templates/service.yaml`,
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}\nspec:\n  selector:\n    {{- include "labels" . | nindent 4 }}\n  ports:\n    - name: http\n      port: 80\n      targetPort: http\n',
    ],
    [
      `${folder}/templates/config.yaml`,
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\ndata:\n  {{- range $key, $value := .Values.env }}\n  {{ $key }}: {{ $value | quote }}\n  {{- end }}\n',
    ],
  ]);
}

const CHART_DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
spec:
  selector:
    matchLabels:
      {{- include "labels" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "labels" . | nindent 8 }}
    spec:
      containers:
        - name: {{ .Chart.Name }}
          image: "{{ .Values.image }}:{{ .Chart.Version }}"
          envFrom:
            - configMapRef:
                name: {{ .Release.Name }}
          ports:
            - name: http
              containerPort: {{ .Values.port }}
          livenessProbe:
            httpGet:
              path: {{ .Values.probe.path }}
              port: http
`;

const CONFIG = `package config

import "os"

// Get is the value of a variable, or the fallback where it is not set.
func Get(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}
`;

function main(port: number): string {
  return `package main

import (
	"context"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"example.com/services/internal/config"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) })
	mux.HandleFunc("GET /orders/{id}", func(w http.ResponseWriter, _ *http.Request) {})
	log.Print(config.Get("GREETING", "hello"), config.Get("REGION", "eu"))
	server := &http.Server{Addr: ":" + config.Get("PORT", "${port}"), Handler: mux}
	go func() { _ = server.ListenAndServe() }()
	<-ctx.Done()
	timeout, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	_ = server.Shutdown(timeout)
}
`;
}

function dockerfile(name: string, port: number): string {
  return `FROM golang:1.26-alpine AS build
WORKDIR /src
COPY go.mod ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -o /out/${name} ./cmd/${name}

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /out/${name} /${name}
USER 65532
EXPOSE ${port}
ENTRYPOINT ["/${name}"]
`;
}

function manifests(name: string, port: number): Record<string, string> {
  const head = (apiVersion: string, kind: string) =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n  labels:\n    app: ${name}\n`;
  return {
    deployment: `${head('apps/v1', 'Deployment')}spec:
  replicas: 2
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      serviceAccountName: ${name}
      automountServiceAccountToken: false
      securityContext:
        runAsNonRoot: true
        seccompProfile:
          type: RuntimeDefault
      containers:
        - name: ${name}
          image: registry.example.com/${name}:1.2.3
          ports:
            - name: http
              containerPort: ${port}
          envFrom:
            - configMapRef:
                name: ${name}
          readinessProbe:
            httpGet:
              path: /healthz
              port: http
          livenessProbe:
            httpGet:
              path: /healthz
              port: http
          resources:
            requests:
              cpu: 50m
              memory: 64Mi
            limits:
              memory: 128Mi
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop:
                - ALL
`,
    service: `${head('v1', 'Service')}spec:
  selector:
    app: ${name}
  ports:
    - name: http
      port: 80
      targetPort: http
`,
    configmap: `${head('v1', 'ConfigMap')}data:\n  GREETING: hello\n  REGION: eu\n  PORT: "${port}"\n`,
    serviceaccount: `${head('v1', 'ServiceAccount')}automountServiceAccountToken: false\n`,
    ingress: `${head('networking.k8s.io/v1', 'Ingress')}spec:
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
    servicemonitor: `${head('monitoring.coreos.com/v1', 'ServiceMonitor')}spec:
  selector:
    matchLabels:
      app: ${name}
  endpoints:
    - port: http
`,
    networkpolicy: `${head('networking.k8s.io/v1', 'NetworkPolicy')}spec:
  podSelector:
    matchLabels:
      app: ${name}
  policyTypes:
    - Ingress
  ingress:
    - ports:
        - port: ${port}
`,
    pdb: `${head('policy/v1', 'PodDisruptionBudget')}spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: ${name}
`,
    hpa: `${head('autoscaling/v2', 'HorizontalPodAutoscaler')}spec:
  minReplicas: 2
  maxReplicas: 6
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: ${name}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
`,
    role: `${head('rbac.authorization.k8s.io/v1', 'Role')}rules:
  - apiGroups:
      - ""
    resources:
      - configmaps
    verbs:
      - get
`,
  };
}
