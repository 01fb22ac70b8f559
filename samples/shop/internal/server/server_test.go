package server

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/shop/internal/catalogue"
	"example.com/shop/internal/orders"
	"example.com/shop/internal/payments"
	"example.com/shop/internal/users"
)

func newShop(ready func(context.Context) error) http.Handler {
	products := catalogue.NewService(catalogue.NewMemory(catalogue.Samples()))
	payment := payments.NewService(payments.Options{})
	return New(Services{
		Users:     users.NewService(users.NewMemory()),
		Catalogue: products,
		Orders:    orders.NewService(orders.NewMemory(), products, payment, "EUR", 20),
		Payments:  payment,
		Ready:     ready,
		Name:      "Test shop",
		Version:   "test",
	})
}

func TestRoutes(t *testing.T) {
	shop := newShop(nil)
	for _, test := range []struct {
		method, path, body string
		status             int
		holds              string
	}{
		{"GET", "/", "", 200, "<!doctype html>"},
		{"GET", "/about", "", 200, `"version":"test"`},
		{"GET", "/nowhere", "", 404, ""},
		{"GET", "/healthz", "", 200, "ok"},
		{"GET", "/readyz", "", 200, "ready"},
		{"GET", "/products?q=mug", "", 200, `"id":"mug"`},
		{"GET", "/products/spaceship", "", 404, "not found"},
		{"POST", "/users", `{"name":"Ada","email":"ada@example.com"}`, 201, `"id":1`},
		{"POST", "/users", `{"name":`, 400, "invalid request"},
		{"GET", "/users", "", 200, "Ada"},
		{"GET", "/users/1", "", 200, "Ada"},
		{"GET", "/users/x", "", 404, "not found"},
		{"POST", "/orders", `{"userId":1,"productId":"mug","count":1}`, 201, "awaiting payment"},
		{"GET", "/orders", "", 200, "mug"},
		{"GET", "/orders/1", "", 200, `"total":1079`},
		{"GET", "/payments/status", "", 200, "false"},
		{"GET", "/metrics", "", 200, "shop_request_duration_seconds"},
	} {
		answer := httptest.NewRecorder()
		shop.ServeHTTP(answer, httptest.NewRequest(test.method, test.path, strings.NewReader(test.body)))
		if answer.Code != test.status || !strings.Contains(answer.Body.String(), test.holds) {
			t.Errorf("%s %s: %d %s", test.method, test.path, answer.Code, answer.Body)
		}
	}
}

func TestHealthDoesNotDependOnDatabase(t *testing.T) {
	shop := newShop(func(context.Context) error { return errors.New("connection refused") })
	for path, status := range map[string]int{"/healthz": 200, "/readyz": 503} {
		answer := httptest.NewRecorder()
		shop.ServeHTTP(answer, httptest.NewRequest("GET", path, nil))
		if answer.Code != status {
			t.Errorf("%s: %d, want %d", path, answer.Code, status)
		}
	}
}
