package catalogue

import (
	"net/http"

	"example.com/shop/internal/respond"
)

// Routes registers the handlers of products.
func (s *Service) Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /products", s.search)
	mux.HandleFunc("GET /products/{id}", s.get)
}

func (s *Service) search(w http.ResponseWriter, r *http.Request) {
	products, err := s.Search(r.Context(), r.URL.Query().Get("q"))
	if err != nil {
		respond.Error(w, err)
		return
	}
	respond.JSON(w, http.StatusOK, products)
}

func (s *Service) get(w http.ResponseWriter, r *http.Request) {
	product, err := s.Get(r.Context(), r.PathValue("id"))
	if err != nil {
		respond.Error(w, err)
		return
	}
	respond.JSON(w, http.StatusOK, product)
}
