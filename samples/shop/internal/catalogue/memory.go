package catalogue

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"example.com/shop/internal/respond"
)

// Memory keeps products until the process ends.
type Memory struct {
	mu       sync.RWMutex
	products map[string]Product
}

// NewMemory returns a store with products.
func NewMemory(products []Product) *Memory {
	memory := &Memory{products: make(map[string]Product, len(products))}
	for _, product := range products {
		memory.products[product.ID] = product
	}
	return memory
}

// Get returns one product.
func (m *Memory) Get(_ context.Context, id string) (Product, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	product, ok := m.products[id]
	if !ok {
		return Product{}, respond.ErrNotFound
	}
	return product, nil
}

// List returns all products by id.
func (m *Memory) List(context.Context) ([]Product, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	byID := func(a, b Product) int { return cmp.Compare(a.ID, b.ID) }
	return slices.SortedFunc(maps.Values(m.products), byID), nil
}

// Take lowers the stock.
func (m *Memory) Take(_ context.Context, id string, count int) (Product, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	product, ok := m.products[id]
	if !ok {
		return Product{}, respond.ErrNotFound
	}
	if product.Stock < count {
		return Product{}, fmt.Errorf("%w: only %d of %s left", respond.ErrInvalid, product.Stock, id)
	}
	product.Stock -= count
	m.products[id] = product
	return product, nil
}
