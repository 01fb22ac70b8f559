package orders

import (
	"net/http"
	"strconv"

	"example.com/shop/internal/respond"
)

// Routes registers the handlers of orders.
func (s *Service) Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /orders", s.list)
	mux.HandleFunc("POST /orders", s.place)
	mux.HandleFunc("GET /orders/{id}", s.get)
}

func (s *Service) list(w http.ResponseWriter, r *http.Request) {
	orders, err := s.List(r.Context())
	if err != nil {
		respond.Error(w, err)
		return
	}
	respond.JSON(w, http.StatusOK, orders)
}

func (s *Service) place(w http.ResponseWriter, r *http.Request) {
	var body struct {
		UserID    int64  `json:"userId"`
		ProductID string `json:"productId"`
		Count     int    `json:"count"`
	}
	if err := respond.Decode(w, r, &body); err != nil {
		respond.Error(w, err)
		return
	}
	order, err := s.Place(r.Context(), body.UserID, body.ProductID, body.Count)
	if err != nil {
		respond.Error(w, err)
		return
	}
	respond.JSON(w, http.StatusCreated, order)
}

func (s *Service) get(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		respond.Error(w, respond.ErrNotFound)
		return
	}
	order, err := s.Get(r.Context(), id)
	if err != nil {
		respond.Error(w, err)
		return
	}
	respond.JSON(w, http.StatusOK, order)
}
