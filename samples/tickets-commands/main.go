// Tickets is one program with several commands: an API, what reminds people of open tickets, and a migration.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := run(ctx); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context) error {
	if len(os.Args) < 2 {
		return fmt.Errorf("usage: tickets api|reminder|migrate")
	}
	switch os.Args[1] {
	case "api":
		return runAPI(ctx)
	case "reminder":
		return runReminder(ctx)
	case "migrate":
		return migrate()
	default:
		return fmt.Errorf("unknown command %q", os.Args[1])
	}
}

func setting(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}
