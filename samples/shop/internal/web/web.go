// Package web holds the shop's pages.
package web

import (
	"embed"
	"net/http"
)

//go:embed pages
var pages embed.FS

// Home shows the shop window; its script asks for the products.
func Home() http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		http.ServeFileFS(w, r, pages, "pages/home.html")
	}
}
