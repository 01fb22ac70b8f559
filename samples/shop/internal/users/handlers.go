package users

import (
	"net/http"
	"strconv"

	"example.com/shop/internal/respond"
)

// Routes registers the handlers of users.
func (s *Service) Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /users", s.list)
	mux.HandleFunc("POST /users", s.register)
	mux.HandleFunc("GET /users/{id}", s.get)
}

func (s *Service) list(w http.ResponseWriter, r *http.Request) {
	users, err := s.List(r.Context())
	if err != nil {
		respond.Error(w, err)
		return
	}
	respond.JSON(w, http.StatusOK, users)
}

func (s *Service) register(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Name  string `json:"name"`
		Email string `json:"email"`
	}
	if err := respond.Decode(w, r, &body); err != nil {
		respond.Error(w, err)
		return
	}
	user, err := s.Register(r.Context(), body.Name, body.Email)
	if err != nil {
		respond.Error(w, err)
		return
	}
	respond.JSON(w, http.StatusCreated, user)
}

func (s *Service) get(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		respond.Error(w, respond.ErrNotFound)
		return
	}
	user, err := s.Get(r.Context(), id)
	if err != nil {
		respond.Error(w, err)
		return
	}
	respond.JSON(w, http.StatusOK, user)
}
