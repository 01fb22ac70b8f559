/** A program with the commands `serve`, which listens on 8080, and `version`; `root`: more fields of its root. */
export const COBRA = (root: string, others = '') => `import (
	"net/http"

	"github.com/spf13/cobra"
)

var root = &cobra.Command{Use: "app"${root}}

func newServe() *cobra.Command {
	return &cobra.Command{Use: "serve [flags]", RunE: func(cmd *cobra.Command, args []string) error { return listen() }}
}

func newVersion() *cobra.Command {
	return &cobra.Command{Use: "version", Run: func(cmd *cobra.Command, args []string) { println("1") }}
}

func listen() error { return http.ListenAndServe(":8080", nil) }

${others}`;
