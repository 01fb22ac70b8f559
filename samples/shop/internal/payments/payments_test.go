package payments

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestChargeIsDisabledWithoutKey(t *testing.T) {
	if err := NewService(Options{}).Charge(t.Context(), Charge{}); !errors.Is(err, ErrDisabled) {
		t.Errorf("Charge: %v", err)
	}
}

func TestChargeSendsKey(t *testing.T) {
	var sent string
	provider := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		sent = r.Header.Get("Authorization")
	}))
	defer provider.Close()
	if err := NewService(Options{URL: provider.URL, Key: "test"}).Charge(t.Context(), Charge{Amount: 100}); err != nil {
		t.Fatal(err)
	}
	if sent != "Bearer test" {
		t.Errorf("Authorization: %q", sent)
	}
}

func TestChargeTellsRefusal(t *testing.T) {
	provider := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusPaymentRequired)
	}))
	defer provider.Close()
	if err := NewService(Options{URL: provider.URL, Key: "test"}).Charge(t.Context(), Charge{}); err == nil {
		t.Error("a refused charge passed")
	}
}
