// Package cmd holds the commands of greeter.
package cmd

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/viper"
)

// Root serves when it is called without a command.
func Root() *cobra.Command {
	settings := viper.New()
	settings.SetEnvPrefix("GREETER")
	settings.SetEnvKeyReplacer(strings.NewReplacer("-", "_"))
	settings.AutomaticEnv()

	root := &cobra.Command{
		Use:          "greeter",
		Short:        "Serves greetings",
		SilenceUsage: true,
		RunE:         func(command *cobra.Command, _ []string) error { return serve(command.Context(), settings) },
	}
	root.Flags().Int("port", 8080, "port to listen on")
	root.Flags().String("greeting", "Hello", "what is said first")
	if err := settings.BindPFlags(root.Flags()); err != nil {
		panic(err)
	}
	return root
}

func serve(ctx context.Context, settings *viper.Viper) error {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("GET /greet/{name}", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "%s, %s!\n", settings.GetString("greeting"), r.PathValue("name"))
	})
	server := &http.Server{Addr: fmt.Sprintf(":%d", settings.GetInt("port")), Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- server.ListenAndServe() }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
		ending, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := server.Shutdown(ending); err != nil && !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	}
}
