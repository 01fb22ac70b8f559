/** A server with two health routes, for the examples of the rules. */
export function serverFiles(address: string): Readonly<Record<string, string>> {
  return {
    'go.mod': 'module example.com/shop\n\ngo 1.26\n',
    'main.go': `package main

import "net/http"

func main() {
	http.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {})
	http.HandleFunc("/orders", func(w http.ResponseWriter, r *http.Request) {})
	_ = http.ListenAndServe("${address}", nil)
}
`,
  };
}

/** Of a program that asks no API server. */
export const NO_TOKEN = '      automountServiceAccountToken: false\n';

/** A Deployment of it; `container` are the lines of the container below its image, without indentation. */
export function deploymentOf(container: string): string {
  const lines = container.split('\n').map((line) => `          ${line}\n`);
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  selector:
    matchLabels: { app: shop }
  template:
    metadata:
      labels: { app: shop }
    spec:
${NO_TOKEN}      containers:
        - name: shop
          image: shop:1.2.3
${lines.join('')}`;
}

/** A Service before it. */
export const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  selector: { app: shop }\n  ports:\n    - port: 80\n      targetPort: 8080\n';

/** A program that connects to the database of a variable, and its Deployment with the address. */
export function databaseFiles(): Readonly<Record<string, string>> {
  return {
    'go.mod': 'module example.com/shop\n\ngo 1.26\n\nrequire github.com/lib/pq v1.10.9\n',
    'main.go':
      'package main\n\nimport (\n\t"database/sql"\n\t"os"\n\n\t_ "github.com/lib/pq"\n)\n\nfunc main() {\n\tdb, err := sql.Open("postgres", os.Getenv("DATABASE_URL"))\n\tprintln(db, err)\n}\n',
    'deploy.yaml': deploymentOf('env:\n  - name: DATABASE_URL\n    value: postgres://db:5432/shop'),
  };
}

/** A program that decodes /etc/shop/config.yaml. */
export function decodingFiles(): Readonly<Record<string, string>> {
  return {
    'go.mod': 'module example.com/shop\n\ngo 1.26\n\nrequire gopkg.in/yaml.v3 v3.0.1\n',
    'main.go': `package main

import (
	"net/http"
	"os"
	"time"

	"gopkg.in/yaml.v3"
)

type config struct {
	ListenAddr string        \`yaml:"listen_addr"\`
	Timeout    time.Duration \`yaml:"timeout"\`
}

func main() {
	data, err := os.ReadFile("/etc/shop/config.yaml")
	if err != nil {
		panic(err)
	}
	cfg := config{ListenAddr: ":8080"}
	if err := yaml.Unmarshal(data, &cfg); err != nil {
		panic(err)
	}
	server := http.Server{Addr: cfg.ListenAddr, ReadTimeout: cfg.Timeout}
	_ = server.ListenAndServe()
}
`,
  };
}

/** Its Deployment, and that file in a ConfigMap. */
export function configuredDeployment(...lines: string[]): string {
  const map = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  config.yaml: |\n${lines.map((line) => `    ${line}\n`).join('')}`;
  const mounting = deploymentOf('volumeMounts:\n  - name: config\n    mountPath: /etc/shop');
  return `${map}---\n${mounting}      volumes:\n        - name: config\n          configMap:\n            name: shop\n`;
}
