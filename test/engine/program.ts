/** A small server as people write them: health route, port from the environment, graceful shutdown. */
export const GOOD_PROGRAM: Readonly<Record<string, string>> = {
  'go.mod': 'module example.com/hello\n\ngo 1.24\n',
  'main.go': `package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		port = "8080"
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "ok") })
	server := &http.Server{Addr: ":" + port, Handler: mux}
	stopped, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	go server.ListenAndServe()
	fmt.Println("listening on", port)
	<-stopped.Done()
	server.Shutdown(context.Background())
	fmt.Println("bye")
}
`,
  Dockerfile: `FROM golang:1.26 AS builder
WORKDIR /src
COPY go.mod ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /out/hello .

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=builder /out/hello /hello
USER 65532:65532
EXPOSE 8080
ENTRYPOINT ["/hello"]
`,
};
