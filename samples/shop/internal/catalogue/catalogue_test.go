package catalogue

import (
	"errors"
	"testing"

	"example.com/shop/internal/respond"
)

func TestSearch(t *testing.T) {
	service := NewService(NewMemory(Samples()))
	for query, want := range map[string]int{"": 4, "GOPHER": 1, "spaceship": 0} {
		products, err := service.Search(t.Context(), query)
		if err != nil || len(products) != want {
			t.Errorf("Search(%q): %d products, %v; want %d", query, len(products), err, want)
		}
	}
}

func TestTake(t *testing.T) {
	service := NewService(NewMemory(Samples()))
	product, err := service.Take(t.Context(), "mug", 20)
	if err != nil || product.Stock != 100 {
		t.Errorf("Take: %+v, %v", product, err)
	}
	for id, count := range map[string]int{"mug": 101, "gopher": 0} {
		if _, err := service.Take(t.Context(), id, count); !errors.Is(err, respond.ErrInvalid) {
			t.Errorf("Take(%s, %d): %v", id, count, err)
		}
	}
	if _, err := service.Take(t.Context(), "spaceship", 1); !errors.Is(err, respond.ErrNotFound) {
		t.Errorf("Take(spaceship): %v", err)
	}
}
