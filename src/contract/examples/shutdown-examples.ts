/** A server that ends gracefully at SIGTERM in so many seconds, for the examples of the rules. */
export function gracefulFiles(seconds: number): Readonly<Record<string, string>> {
  return {
    'go.mod': 'module example.com/shop\n\ngo 1.26\n',
    'main.go': `package main

import (
	"context"
	"net/http"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	server := &http.Server{Addr: ":8080"}
	go server.ListenAndServe()
	<-ctx.Done()
	ending, cancel := context.WithTimeout(context.Background(), ${seconds}*time.Second)
	defer cancel()
	_ = server.Shutdown(ending)
}
`,
  };
}

/** A server that SIGTERM ends at once. */
export const ABRUPT_FILES: Readonly<Record<string, string>> = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': `package main

import (
	"log"
	"net/http"
)

func main() {
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
};
