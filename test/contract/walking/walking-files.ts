import type { Texts } from '../workspace.ts';

/** A shop that takes its port and its database from the environment, with everything around it. */
export const SHOP: Texts = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': `package main

import (
	"net/http"
	"os"
)

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		port = "8080"
	}
	open(os.Getenv("DATABASE_URL"))
	http.HandleFunc("GET /healthz", ok)
	http.HandleFunc("/orders", ok)
	_ = http.ListenAndServe(":"+port, nil)
}

func open(url string) {
	if url == "" {
		panic("DATABASE_URL is not set")
	}
}

func ok(w http.ResponseWriter, r *http.Request) {}
`,
  Dockerfile: `FROM golang:1.26 AS build
RUN go build -o /shop .
FROM gcr.io/distroless/static-debian13:nonroot
ENV DATABASE_URL=postgres://localhost/shop PORT=8080
COPY --from=build /shop /shop
EXPOSE 8080
ENTRYPOINT ["/shop"]
`,
  'deployment.yaml': `apiVersion: apps/v1
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
      containers:
        - name: shop
          image: shop:1.2.3
          env:
            - name: PORT
              value: "8080"
          envFrom:
            - configMapRef:
                name: shop
          ports:
            - containerPort: 8080
              name: http
          livenessProbe:
            httpGet:
              path: /healthz
              port: 8080
`,
  'config.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
data:
  DATABASE_URL: postgres://db/shop
`,
  'service.yaml': `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector: { app: shop }
  ports:
    - port: 80
      targetPort: 8080
`,
  '.github/workflows/ci.yml': `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    env:
      DATABASE_URL: postgres://localhost/test
    steps:
      - run: psql "$DATABASE_URL" && go test ./...
`,
};
