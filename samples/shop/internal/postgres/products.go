package postgres

import (
	"context"
	"errors"
	"fmt"

	"example.com/shop/internal/catalogue"
	"example.com/shop/internal/respond"
)

type productStore struct{ *DB }

// Products returns the store of products.
func (db *DB) Products() catalogue.Store {
	return productStore{db}
}

func (s productStore) Get(ctx context.Context, id string) (catalogue.Product, error) {
	const query = `SELECT id, name, price, stock FROM products WHERE id = $1`
	var product catalogue.Product
	err := s.sql.QueryRowContext(ctx, query, id).Scan(&product.ID, &product.Name, &product.Price, &product.Stock)
	return product, notFound(err)
}

func (s productStore) List(ctx context.Context) ([]catalogue.Product, error) {
	rows, err := s.sql.QueryContext(ctx, `SELECT id, name, price, stock FROM products ORDER BY id`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	found := []catalogue.Product{}
	for rows.Next() {
		var product catalogue.Product
		if err := rows.Scan(&product.ID, &product.Name, &product.Price, &product.Stock); err != nil {
			return nil, err
		}
		found = append(found, product)
	}
	return found, rows.Err()
}

func (s productStore) Take(ctx context.Context, id string, count int) (catalogue.Product, error) {
	const query = `UPDATE products SET stock = stock - $2 WHERE id = $1 AND stock >= $2 RETURNING id, name, price, stock`
	var product catalogue.Product
	row := s.sql.QueryRowContext(ctx, query, id, count)
	err := notFound(row.Scan(&product.ID, &product.Name, &product.Price, &product.Stock))
	if !errors.Is(err, respond.ErrNotFound) {
		return product, err
	}
	left, err := s.Get(ctx, id)
	if err != nil {
		return product, err
	}
	return product, fmt.Errorf("%w: only %d of %s left", respond.ErrInvalid, left.Stock, id)
}
