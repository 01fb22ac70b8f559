package postgres

import (
	"context"

	"example.com/shop/internal/users"
)

type userStore struct{ *DB }

// Users returns the store of users.
func (db *DB) Users() users.Store {
	return userStore{db}
}

func (s userStore) Add(ctx context.Context, user users.User) (users.User, error) {
	const query = `INSERT INTO users (name, email, created) VALUES ($1, $2, $3) RETURNING id`
	err := s.sql.QueryRowContext(ctx, query, user.Name, user.Email, user.Created).Scan(&user.ID)
	return user, err
}

func (s userStore) Get(ctx context.Context, id int64) (users.User, error) {
	const query = `SELECT id, name, email, created FROM users WHERE id = $1`
	var user users.User
	err := s.sql.QueryRowContext(ctx, query, id).Scan(&user.ID, &user.Name, &user.Email, &user.Created)
	return user, notFound(err)
}

func (s userStore) List(ctx context.Context) ([]users.User, error) {
	rows, err := s.sql.QueryContext(ctx, `SELECT id, name, email, created FROM users ORDER BY id`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	found := []users.User{}
	for rows.Next() {
		var user users.User
		if err := rows.Scan(&user.ID, &user.Name, &user.Email, &user.Created); err != nil {
			return nil, err
		}
		found = append(found, user)
	}
	return found, rows.Err()
}
