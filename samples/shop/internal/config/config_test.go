package config

import (
	"strings"
	"testing"
	"time"
)

func TestLoadDefaults(t *testing.T) {
	t.Setenv("PORT", "")
	cfg, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if cfg.Port != "8080" || cfg.ReadTimeout != 5*time.Second || cfg.TaxPercent != 20 {
		t.Errorf("unexpected defaults: %+v", cfg)
	}
}

func TestLoadNamesBadValues(t *testing.T) {
	t.Setenv("READ_TIMEOUT", "soon")
	t.Setenv("TAX_PERCENT", "much")
	_, err := Load()
	if err == nil || !strings.Contains(err.Error(), "READ_TIMEOUT") || !strings.Contains(err.Error(), "TAX_PERCENT") {
		t.Errorf("the error names neither variable: %v", err)
	}
}
