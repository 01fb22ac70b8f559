// Package users keeps the shop's customers.
package users

import (
	"context"
	"fmt"
	"net/mail"
	"strings"
	"time"

	"example.com/shop/internal/respond"
)

// User is a customer.
type User struct {
	ID      int64     `json:"id"`
	Name    string    `json:"name"`
	Email   string    `json:"email"`
	Created time.Time `json:"created"`
}

// Store keeps users; Add gives the id.
type Store interface {
	Add(ctx context.Context, user User) (User, error)
	Get(ctx context.Context, id int64) (User, error)
	List(ctx context.Context) ([]User, error)
}

// Service holds the rules for users.
type Service struct {
	store Store
}

// NewService returns a service on store.
func NewService(store Store) *Service {
	return &Service{store: store}
}

// Register adds a user with a name and a valid address.
func (s *Service) Register(ctx context.Context, name, email string) (User, error) {
	name = strings.TrimSpace(name)
	if name == "" {
		return User{}, fmt.Errorf("%w: a user needs a name", respond.ErrInvalid)
	}
	address, err := mail.ParseAddress(email)
	if err != nil {
		return User{}, fmt.Errorf("%w: %q is no mail address", respond.ErrInvalid, email)
	}
	return s.store.Add(ctx, User{Name: name, Email: address.Address, Created: time.Now().UTC()})
}

// Get returns one user.
func (s *Service) Get(ctx context.Context, id int64) (User, error) {
	return s.store.Get(ctx, id)
}

// List returns all users by id.
func (s *Service) List(ctx context.Context) ([]User, error) {
	return s.store.List(ctx)
}
