package payments

import (
	"net/http"

	"example.com/shop/internal/respond"
)

// Routes registers the handlers of payments.
func (s *Service) Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /payments/status", s.status)
}

func (s *Service) status(w http.ResponseWriter, _ *http.Request) {
	respond.JSON(w, http.StatusOK, map[string]bool{"enabled": s.Enabled()})
}
