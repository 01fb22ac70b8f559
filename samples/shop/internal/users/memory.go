package users

import (
	"context"
	"slices"
	"sync"

	"example.com/shop/internal/respond"
)

// Memory keeps users until the process ends.
type Memory struct {
	mu    sync.RWMutex
	users []User
}

// NewMemory returns an empty store.
func NewMemory() *Memory {
	return &Memory{users: []User{}}
}

// Add keeps a user.
func (m *Memory) Add(_ context.Context, user User) (User, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	user.ID = int64(len(m.users) + 1)
	m.users = append(m.users, user)
	return user, nil
}

// Get returns one user.
func (m *Memory) Get(_ context.Context, id int64) (User, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if id < 1 || id > int64(len(m.users)) {
		return User{}, respond.ErrNotFound
	}
	return m.users[id-1], nil
}

// List returns a copy of all users.
func (m *Memory) List(context.Context) ([]User, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return slices.Clone(m.users), nil
}
