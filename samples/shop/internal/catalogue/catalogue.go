// Package catalogue knows what the shop sells.
package catalogue

import (
	"context"
	"fmt"
	"strings"

	"example.com/shop/internal/respond"
)

// Product is a thing for sale; the price is in cents, without tax.
type Product struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Price int64  `json:"price"`
	Stock int    `json:"stock"`
}

// Store keeps products; Take fails where there are too few.
type Store interface {
	Get(ctx context.Context, id string) (Product, error)
	List(ctx context.Context) ([]Product, error)
	Take(ctx context.Context, id string, count int) (Product, error)
}

// Service holds the rules for products.
type Service struct {
	store Store
}

// NewService returns a service on store.
func NewService(store Store) *Service {
	return &Service{store: store}
}

// Get returns one product.
func (s *Service) Get(ctx context.Context, id string) (Product, error) {
	return s.store.Get(ctx, id)
}

// Search returns the products whose name holds query, by id; all for an empty query.
func (s *Service) Search(ctx context.Context, query string) ([]Product, error) {
	products, err := s.store.List(ctx)
	if err != nil {
		return nil, err
	}
	found := []Product{}
	for _, product := range products {
		if strings.Contains(strings.ToLower(product.Name), strings.ToLower(query)) {
			found = append(found, product)
		}
	}
	return found, nil
}

// Take reserves count pieces of a product.
func (s *Service) Take(ctx context.Context, id string, count int) (Product, error) {
	if count < 1 {
		return Product{}, fmt.Errorf("%w: an order has at least one piece", respond.ErrInvalid)
	}
	return s.store.Take(ctx, id, count)
}

// Samples is what an empty shop starts with.
func Samples() []Product {
	return []Product{
		{ID: "gopher", Name: "Plush gopher", Price: 1999, Stock: 40},
		{ID: "mug", Name: "Coffee mug", Price: 899, Stock: 120},
		{ID: "notebook", Name: "Squared notebook", Price: 450, Stock: 300},
		{ID: "sticker", Name: "Sheet of stickers", Price: 250, Stock: 1000},
	}
}
