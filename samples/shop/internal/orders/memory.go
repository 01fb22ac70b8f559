package orders

import (
	"context"
	"slices"
	"sync"

	"example.com/shop/internal/respond"
)

// Memory keeps orders until the process ends.
type Memory struct {
	mu     sync.RWMutex
	orders []Order
}

// NewMemory returns an empty store.
func NewMemory() *Memory {
	return &Memory{orders: []Order{}}
}

// Add keeps an order.
func (m *Memory) Add(_ context.Context, order Order) (Order, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	order.ID = int64(len(m.orders) + 1)
	m.orders = append(m.orders, order)
	return order, nil
}

// Get returns one order.
func (m *Memory) Get(_ context.Context, id int64) (Order, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if id < 1 || id > int64(len(m.orders)) {
		return Order{}, respond.ErrNotFound
	}
	return m.orders[id-1], nil
}

// List returns a copy of all orders.
func (m *Memory) List(context.Context) ([]Order, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return slices.Clone(m.orders), nil
}

// SetState changes the state of an order.
func (m *Memory) SetState(_ context.Context, id int64, state State) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if id < 1 || id > int64(len(m.orders)) {
		return respond.ErrNotFound
	}
	m.orders[id-1].State = state
	return nil
}
