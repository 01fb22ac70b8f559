// Gallery serves a page and its data with gin; templates and scripts are in the binary.
package main

import (
	"context"
	"embed"
	"html/template"
	"io/fs"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/gin-gonic/gin"
)

//go:embed web
var web embed.FS

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		port = "8080"
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	server := &http.Server{Addr: ":" + port, Handler: routes(), ReadHeaderTimeout: 5 * time.Second}
	go func() {
		<-ctx.Done()
		ending, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := server.Shutdown(ending); err != nil {
			log.Print(err)
		}
	}()
	if err := server.ListenAndServe(); err != http.ErrServerClosed {
		log.Fatal(err)
	}
}

func routes() http.Handler {
	gin.SetMode(gin.ReleaseMode)
	router := gin.New()
	router.Use(gin.Recovery())
	router.SetHTMLTemplate(template.Must(template.ParseFS(web, "web/templates/*.html")))
	assets, err := fs.Sub(web, "web/assets")
	if err != nil {
		log.Fatal(err)
	}
	router.StaticFS("/assets", http.FS(assets))
	router.GET("/", func(c *gin.Context) { c.HTML(http.StatusOK, "index.html", gin.H{"Title": "Gallery"}) })
	router.GET("/healthz", func(c *gin.Context) { c.Status(http.StatusNoContent) })
	api := router.Group("/api/v1")
	api.GET("/pictures", func(c *gin.Context) { c.JSON(http.StatusOK, []string{"dawn", "dusk"}) })
	return router
}
