// Package server joins the shop's handlers.
package server

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"example.com/shop/internal/catalogue"
	"example.com/shop/internal/orders"
	"example.com/shop/internal/payments"
	"example.com/shop/internal/respond"
	"example.com/shop/internal/users"
	"example.com/shop/internal/web"
)

// Services are the parts of the shop.
type Services struct {
	Users     *users.Service
	Catalogue *catalogue.Service
	Orders    *orders.Service
	Payments  *payments.Service
	// Ready says whether dependencies answer; nil where there are none.
	Ready   func(context.Context) error
	Name    string
	Version string
}

// New returns the handler of the whole shop.
func New(services Services) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", web.Home())
	mux.HandleFunc("GET /about", about(services.Name, services.Version))
	services.Users.Routes(mux)
	services.Catalogue.Routes(mux)
	services.Orders.Routes(mux)
	services.Payments.Routes(mux)

	mux.HandleFunc("GET /healthz", alive)
	mux.HandleFunc("GET /readyz", ready(services.Ready))
	mux.Handle("GET /metrics", promhttp.Handler())
	return logged(measured(mux))
}

// about says which shop this is, and which version of it.
func about(name, version string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		respond.JSON(w, http.StatusOK, map[string]string{"name": name, "version": version})
	}
}

// alive says that the process lives, whatever its dependencies do: a restart would not bring them back.
func alive(w http.ResponseWriter, _ *http.Request) {
	respond.JSON(w, http.StatusOK, map[string]string{"status": "ok"})
}

// ready says whether requests can be served: its dependencies are there.
func ready(check func(context.Context) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if check != nil {
			ctx, cancel := context.WithTimeout(r.Context(), time.Second)
			defer cancel()
			if err := check(ctx); err != nil {
				slog.Warn("not ready", "error", err)
				respond.JSON(w, http.StatusServiceUnavailable, map[string]string{"status": "no database"})
				return
			}
		}
		respond.JSON(w, http.StatusOK, map[string]string{"status": "ready"})
	}
}
