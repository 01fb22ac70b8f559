package postgres

import (
	"context"

	"example.com/shop/internal/orders"
)

type orderStore struct{ *DB }

// Orders returns the store of orders.
func (db *DB) Orders() orders.Store {
	return orderStore{db}
}

func (s orderStore) Add(ctx context.Context, order orders.Order) (orders.Order, error) {
	const query = `INSERT INTO orders (user_id, product_id, count, total, currency, state, created)
		VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`
	row := s.sql.QueryRowContext(ctx, query,
		order.UserID, order.ProductID, order.Count, order.Total, order.Currency, order.State, order.Created)
	err := row.Scan(&order.ID)
	return order, err
}

func (s orderStore) Get(ctx context.Context, id int64) (orders.Order, error) {
	const query = `SELECT id, user_id, product_id, count, total, currency, state, created FROM orders WHERE id = $1`
	order, err := scanOrder(s.sql.QueryRowContext(ctx, query, id))
	return order, notFound(err)
}

func (s orderStore) List(ctx context.Context) ([]orders.Order, error) {
	const query = `SELECT id, user_id, product_id, count, total, currency, state, created FROM orders ORDER BY id`
	rows, err := s.sql.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	found := []orders.Order{}
	for rows.Next() {
		order, err := scanOrder(rows)
		if err != nil {
			return nil, err
		}
		found = append(found, order)
	}
	return found, rows.Err()
}

func (s orderStore) SetState(ctx context.Context, id int64, state orders.State) error {
	_, err := s.sql.ExecContext(ctx, `UPDATE orders SET state = $2 WHERE id = $1`, id, state)
	return err
}

func scanOrder(row interface{ Scan(...any) error }) (orders.Order, error) {
	var order orders.Order
	err := row.Scan(&order.ID, &order.UserID, &order.ProductID, &order.Count,
		&order.Total, &order.Currency, &order.State, &order.Created)
	return order, err
}
