// Package respond writes JSON answers.
package respond

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
)

// ErrNotFound is returned by stores for an id they do not know.
var ErrNotFound = errors.New("not found")

// ErrInvalid is wrapped by errors that the caller can correct.
var ErrInvalid = errors.New("invalid request")

// JSON writes value with a status code.
func JSON(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(value); err != nil {
		slog.Warn("answer not written", "error", err)
	}
}

// Error writes err with the status code that fits it; what is our own fault is logged and not told.
func Error(w http.ResponseWriter, err error) {
	switch {
	case errors.Is(err, ErrNotFound):
		JSON(w, http.StatusNotFound, problem{err.Error()})
	case errors.Is(err, ErrInvalid):
		JSON(w, http.StatusBadRequest, problem{err.Error()})
	default:
		slog.Error("request failed", "error", err)
		JSON(w, http.StatusInternalServerError, problem{"internal error"})
	}
}

// Decode reads a JSON body of at most 1 MB.
func Decode(w http.ResponseWriter, r *http.Request, into any) error {
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return errors.Join(ErrInvalid, err)
	}
	return nil
}

type problem struct {
	Error string `json:"error"`
}
