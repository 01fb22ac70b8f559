// Package postgres keeps the shop's data in a PostgreSQL database.
package postgres

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	_ "github.com/lib/pq"

	"example.com/shop/internal/respond"
)

//go:embed migrations/*.sql
var migrations embed.FS

// DB is an open database with the current tables.
type DB struct {
	sql *sql.DB
}

// Open connects to the database at url and brings its tables up to date.
func Open(ctx context.Context, url string, maxConnections int) (*DB, error) {
	pool, err := sql.Open("postgres", url)
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(maxConnections)
	db := &DB{sql: pool}
	if err := db.migrate(ctx); err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return db, nil
}

// Ping says whether the database answers.
func (db *DB) Ping(ctx context.Context) error {
	return db.sql.PingContext(ctx)
}

// Close ends all connections.
func (db *DB) Close() {
	_ = db.sql.Close()
}

// migrate runs every migration in order of its name; each may run again without harm.
func (db *DB) migrate(ctx context.Context) error {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return err
	}
	for _, name := range names {
		script, err := migrations.ReadFile(name)
		if err != nil {
			return err
		}
		if _, err := db.sql.ExecContext(ctx, string(script)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func notFound(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return respond.ErrNotFound
	}
	return err
}
