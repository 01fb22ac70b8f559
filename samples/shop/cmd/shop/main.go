// Command shop serves the shop: its catalogue, users, orders and payments.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"

	"example.com/shop/internal/catalogue"
	"example.com/shop/internal/config"
	"example.com/shop/internal/orders"
	"example.com/shop/internal/payments"
	"example.com/shop/internal/postgres"
	"example.com/shop/internal/server"
	"example.com/shop/internal/users"
)

// version is set by the build: -ldflags "-X main.version=1.2.3".
var version = "dev"

func main() {
	if err := run(); err != nil {
		slog.Error("the shop stopped", "error", err)
		os.Exit(1)
	}
}

func run() error {
	cfg, err := config.Load()
	if err != nil {
		return fmt.Errorf("read the configuration: %w", err)
	}
	slog.SetDefault(cfg.Logger(os.Stdout))

	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()

	shop, err := open(ctx, cfg)
	if err != nil {
		return err
	}
	defer shop.close()

	srv := &http.Server{
		Addr:         net.JoinHostPort("", cfg.Port),
		Handler:      server.New(shop.services),
		ReadTimeout:  cfg.ReadTimeout,
		WriteTimeout: cfg.WriteTimeout,
	}
	failed := make(chan error, 1)
	go func() {
		slog.Info("the shop is open", "address", srv.Addr, "version", version, "database", shop.services.Ready != nil)
		failed <- srv.ListenAndServe()
	}()

	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
		slog.Info("the shop closes", "timeout", cfg.ShutdownTimeout)
	}
	ctx, cancel := context.WithTimeout(context.Background(), cfg.ShutdownTimeout)
	defer cancel()
	if err := srv.Shutdown(ctx); err != nil && !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("shut down: %w", err)
	}
	return nil
}

type shop struct {
	services server.Services
	close    func()
}

// open joins the parts: in memory, or in Postgres where DATABASE_URL is set.
func open(ctx context.Context, cfg config.Config) (*shop, error) {
	var (
		userStore    users.Store     = users.NewMemory()
		productStore catalogue.Store = catalogue.NewMemory(catalogue.Samples())
		orderStore   orders.Store    = orders.NewMemory()
		ready        func(context.Context) error
		closeStore   = func() {}
	)
	if cfg.DatabaseURL != "" {
		db, err := postgres.Open(ctx, cfg.DatabaseURL, cfg.DatabaseMaxConnections)
		if err != nil {
			return nil, fmt.Errorf("open the database: %w", err)
		}
		userStore, productStore, orderStore = db.Users(), db.Products(), db.Orders()
		ready = db.Ping
		closeStore = db.Close
	}
	catalogueService := catalogue.NewService(productStore)
	paymentService := payments.NewService(payments.Options{
		URL:     cfg.PaymentURL,
		Key:     cfg.PaymentKey,
		Timeout: cfg.PaymentTimeout,
	})
	return &shop{
		services: server.Services{
			Users:     users.NewService(userStore),
			Catalogue: catalogueService,
			Orders:    orders.NewService(orderStore, catalogueService, paymentService, cfg.Currency, cfg.TaxPercent),
			Payments:  paymentService,
			Ready:     ready,
			Name:      cfg.ShopName,
			Version:   version,
		},
		close: closeStore,
	}, nil
}
