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
