package users

import (
	"errors"
	"testing"

	"example.com/shop/internal/respond"
)

func TestRegister(t *testing.T) {
	service := NewService(NewMemory())
	user, err := service.Register(t.Context(), "  Ada ", "Ada <ada@example.com>")
	if err != nil {
		t.Fatal(err)
	}
	if user.ID != 1 || user.Name != "Ada" || user.Email != "ada@example.com" {
		t.Errorf("unexpected user: %+v", user)
	}
	if found, err := service.Get(t.Context(), user.ID); err != nil || found != user {
		t.Errorf("Get: %+v, %v", found, err)
	}
}

func TestRegisterRefuses(t *testing.T) {
	for _, test := range []struct{ name, email string }{
		{"", "ada@example.com"},
		{"Ada", "nowhere"},
	} {
		_, err := NewService(NewMemory()).Register(t.Context(), test.name, test.email)
		if !errors.Is(err, respond.ErrInvalid) {
			t.Errorf("Register(%q, %q): %v", test.name, test.email, err)
		}
	}
}

func TestGetUnknown(t *testing.T) {
	_, err := NewService(NewMemory()).Get(t.Context(), 7)
	if !errors.Is(err, respond.ErrNotFound) {
		t.Errorf("Get: %v", err)
	}
}
