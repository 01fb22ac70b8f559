// Package payments charges users through the payment provider.
package payments

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// ErrDisabled says that there is no key, so nothing is charged.
var ErrDisabled = errors.New("payments are disabled")

// Options of the provider.
type Options struct {
	URL     string
	Key     string
	Timeout time.Duration
}

// Charge is what the provider is asked for; the amount is in cents.
type Charge struct {
	OrderID  int64  `json:"orderId"`
	Amount   int64  `json:"amount"`
	Currency string `json:"currency"`
}

// Service talks to the provider.
type Service struct {
	options Options
	client  *http.Client
}

// NewService returns a service that charges only where there is a key.
func NewService(options Options) *Service {
	return &Service{options: options, client: &http.Client{Timeout: options.Timeout}}
}

// Enabled says whether anything can be charged.
func (s *Service) Enabled() bool {
	return s.options.Key != ""
}

// Charge asks the provider for an amount.
func (s *Service) Charge(ctx context.Context, charge Charge) error {
	if !s.Enabled() {
		return ErrDisabled
	}
	body, err := json.Marshal(charge)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.options.URL, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+s.options.Key)
	request.Header.Set("Content-Type", "application/json")
	response, err := s.client.Do(request)
	if err != nil {
		return fmt.Errorf("ask the payment provider: %w", err)
	}
	defer response.Body.Close()
	if response.StatusCode >= 300 {
		return fmt.Errorf("the payment provider answered %s", response.Status)
	}
	return nil
}
