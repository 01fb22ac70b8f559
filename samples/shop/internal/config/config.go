// Package config reads the shop's configuration from the environment.
package config

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strconv"
	"time"
)

// Config is what the environment may change; every value has a default.
type Config struct {
	Port            string
	ShopName        string
	LogLevel        string
	LogFormat       string
	ReadTimeout     time.Duration
	WriteTimeout    time.Duration
	ShutdownTimeout time.Duration

	// DatabaseURL is empty for the in-memory store.
	DatabaseURL            string
	DatabaseMaxConnections int

	// PaymentKey is empty where nothing can be charged: orders then wait for payment.
	PaymentKey     string
	PaymentURL     string
	PaymentTimeout time.Duration
	Currency       string
	TaxPercent     int
}

// Load reads the configuration; the error names every variable with a bad value.
func Load() (Config, error) {
	var bad []error
	cfg := Config{
		Port:            getEnv("PORT", "8080"),
		ShopName:        getEnv("SHOP_NAME", "The Corner Shop"),
		LogLevel:        getEnv("LOG_LEVEL", "info"),
		LogFormat:       getEnv("LOG_FORMAT", "json"),
		ReadTimeout:     getDuration("READ_TIMEOUT", "5s", &bad),
		WriteTimeout:    getDuration("WRITE_TIMEOUT", "10s", &bad),
		ShutdownTimeout: getDuration("SHUTDOWN_TIMEOUT", "10s", &bad),

		DatabaseURL:            os.Getenv("DATABASE_URL"),
		DatabaseMaxConnections: getInt("DATABASE_MAX_CONNECTIONS", "10", &bad),

		PaymentKey:     os.Getenv("PAYMENT_API_KEY"),
		PaymentURL:     getEnv("PAYMENT_URL", "https://payments.example.com/v1/charges"),
		PaymentTimeout: getDuration("PAYMENT_TIMEOUT", "5s", &bad),
		Currency:       getEnv("CURRENCY", "EUR"),
		TaxPercent:     getInt("TAX_PERCENT", "20", &bad),
	}
	return cfg, errors.Join(bad...)
}

// Logger writes structured lines to w, as LOG_FORMAT and LOG_LEVEL say.
func (c Config) Logger(w io.Writer) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.LogLevel)); err != nil {
		level = slog.LevelInfo
	}
	options := &slog.HandlerOptions{Level: level}
	if c.LogFormat == "text" {
		return slog.New(slog.NewTextHandler(w, options))
	}
	return slog.New(slog.NewJSONHandler(w, options))
}

func getEnv(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}

func getInt(name, fallback string, bad *[]error) int {
	value, err := strconv.Atoi(getEnv(name, fallback))
	if err != nil {
		*bad = append(*bad, fmt.Errorf("%s is not a number", name))
	}
	return value
}

func getDuration(name, fallback string, bad *[]error) time.Duration {
	value, err := time.ParseDuration(getEnv(name, fallback))
	if err != nil {
		*bad = append(*bad, fmt.Errorf("%s is not a duration such as 5s", name))
	}
	return value
}
