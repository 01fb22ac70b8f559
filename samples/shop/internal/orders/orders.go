// Package orders sells products to users.
package orders

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"example.com/shop/internal/catalogue"
	"example.com/shop/internal/payments"
	"example.com/shop/internal/respond"
)

// State says how far an order is.
type State string

// States of an order.
const (
	AwaitingPayment State = "awaiting payment"
	Paid            State = "paid"
)

// Order is a product sold to a user; the total is in cents, with tax.
type Order struct {
	ID        int64     `json:"id"`
	UserID    int64     `json:"userId"`
	ProductID string    `json:"productId"`
	Count     int       `json:"count"`
	Total     int64     `json:"total"`
	Currency  string    `json:"currency"`
	State     State     `json:"state"`
	Created   time.Time `json:"created"`
}

// Store keeps orders; Add gives the id.
type Store interface {
	Add(ctx context.Context, order Order) (Order, error)
	Get(ctx context.Context, id int64) (Order, error)
	List(ctx context.Context) ([]Order, error)
	SetState(ctx context.Context, id int64, state State) error
}

// Service holds the rules for orders.
type Service struct {
	store      Store
	catalogue  *catalogue.Service
	payments   *payments.Service
	currency   string
	taxPercent int
}

// NewService returns a service on store.
func NewService(store Store, catalogue *catalogue.Service, payments *payments.Service, currency string, taxPercent int) *Service {
	return &Service{store: store, catalogue: catalogue, payments: payments, currency: currency, taxPercent: taxPercent}
}

// Place takes products out of stock and charges the user; an order that cannot be charged waits for payment.
func (s *Service) Place(ctx context.Context, userID int64, productID string, count int) (Order, error) {
	if userID < 1 {
		return Order{}, fmt.Errorf("%w: an order needs a user", respond.ErrInvalid)
	}
	product, err := s.catalogue.Take(ctx, productID, count)
	if err != nil {
		return Order{}, err
	}
	order, err := s.store.Add(ctx, Order{
		UserID:    userID,
		ProductID: productID,
		Count:     count,
		Total:     withTax(product.Price*int64(count), s.taxPercent),
		Currency:  s.currency,
		State:     AwaitingPayment,
		Created:   time.Now().UTC(),
	})
	if err != nil {
		return Order{}, err
	}
	return s.charge(ctx, order)
}

func (s *Service) charge(ctx context.Context, order Order) (Order, error) {
	err := s.payments.Charge(ctx, payments.Charge{OrderID: order.ID, Amount: order.Total, Currency: order.Currency})
	if err != nil {
		if !errors.Is(err, payments.ErrDisabled) {
			slog.Warn("order not charged", "order", order.ID, "error", err)
		}
		return order, nil
	}
	order.State = Paid
	return order, s.store.SetState(ctx, order.ID, Paid)
}

// Get returns one order.
func (s *Service) Get(ctx context.Context, id int64) (Order, error) {
	return s.store.Get(ctx, id)
}

// List returns all orders by id.
func (s *Service) List(ctx context.Context) ([]Order, error) {
	return s.store.List(ctx)
}

func withTax(cents int64, percent int) int64 {
	return (cents*int64(100+percent) + 50) / 100
}
