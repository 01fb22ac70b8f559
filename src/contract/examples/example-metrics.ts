/** A server with metrics, for the examples of the rules. */
export const METRICS_SERVER: Readonly<Record<string, string>> = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n\nrequire github.com/prometheus/client_golang v1.23.2\n',
  'main.go': `package main

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

func main() {
	http.Handle("/metrics", promhttp.Handler())
	http.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {})
	_ = http.ListenAndServe(":8080", nil)
}
`,
};
