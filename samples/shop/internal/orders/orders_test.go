package orders

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"example.com/shop/internal/catalogue"
	"example.com/shop/internal/payments"
)

func newService(options payments.Options) *Service {
	products := catalogue.NewService(catalogue.NewMemory(catalogue.Samples()))
	return NewService(NewMemory(), products, payments.NewService(options), "EUR", 20)
}

func TestPlaceWaitsForPaymentWithoutKey(t *testing.T) {
	order, err := newService(payments.Options{}).Place(t.Context(), 1, "mug", 2)
	if err != nil {
		t.Fatal(err)
	}
	if order.State != AwaitingPayment || order.Total != 2158 || order.Currency != "EUR" {
		t.Errorf("unexpected order: %+v", order)
	}
}

func TestPlaceCharges(t *testing.T) {
	provider := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusCreated)
	}))
	defer provider.Close()
	service := newService(payments.Options{URL: provider.URL, Key: "test"})
	order, err := service.Place(t.Context(), 1, "gopher", 1)
	if err != nil || order.State != Paid {
		t.Fatalf("Place: %+v, %v", order, err)
	}
	if kept, err := service.Get(t.Context(), order.ID); err != nil || kept.State != Paid {
		t.Errorf("Get: %+v, %v", kept, err)
	}
}

func TestPlaceRefuses(t *testing.T) {
	service := newService(payments.Options{})
	if _, err := service.Place(t.Context(), 0, "mug", 1); err == nil {
		t.Error("an order without a user was placed")
	}
	if _, err := service.Place(t.Context(), 1, "mug", 1000); err == nil {
		t.Error("more mugs than there are were sold")
	}
}
