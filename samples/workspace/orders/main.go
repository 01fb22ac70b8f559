// Orders is one of the services of the workspace.
package main

import "example.com/workspace/shared/serve"

func main() {
	serve.Serve(":8080")
}
