// The helper of src/toolchain: what go/types knows of a module's packages that their syntax alone does not decide.
// It reads one JSON question from standard input, parses and type-checks sources, and runs nothing of them.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"time"
)

// Question is what settle-types.ts asks.
type Question struct {
	// Packages with their dependencies before them.
	Packages []*Package `json:"packages"`
	// Import paths of main packages.
	Programs []string `json:"programs"`
	// Bytes that may be used.
	Memory int64 `json:"memory"`
}

// Package is one package as `go list` sees it.
type Package struct {
	Path string `json:"path"`
	// Absolute.
	Folder string   `json:"folder"`
	Files  []string `json:"files"`
	// Import paths as written, where they lead elsewhere.
	ImportMap map[string]string `json:"importMap"`
	Standard  bool              `json:"standard"`
	// Own packages are those whose source Gantry reads itself.
	Own bool `json:"own"`
}

// Answer is what helper-answer.ts reads. Names are `path.Name` and `path.Type.Name`; paths of others without major versions.
type Answer struct {
	// Result types of others' functions and methods, "" where they have no name.
	Results map[string][]string `json:"results"`
	// Types of others' fields.
	Fields map[string]string `json:"fields"`
	// Types of others' variables.
	Variables map[string]string `json:"variables"`
	// Values of constants, own and others'.
	Constants map[string]any `json:"constants"`
	// Interfaces of others among all those types.
	Interfaces []string                  `json:"interfaces"`
	Programs   map[string]*ProgramAnswer `json:"programs"`
}

// ProgramAnswer is what is known of one main package.
type ProgramAnswer struct {
	// Own packages that do not type-check: where there are any, nothing else is said.
	Broken []string `json:"broken"`
	// Own functions and methods that may ever run, sorted.
	Reached []string `json:"reached"`
	// Methods of own interfaces behind which there is one method only.
	Calls map[string]string `json:"calls"`
}

func main() {
	var question Question
	if err := json.NewDecoder(os.Stdin).Decode(&question); err != nil {
		fmt.Fprintln(os.Stderr, "the question is no JSON:", err)
		os.Exit(2)
	}
	bound(question.Memory)
	world := load(question.Packages)
	answer := world.tables()
	world.summarize()
	for _, path := range question.Programs {
		answer.Programs[path] = world.program(path)
	}
	if err := json.NewEncoder(os.Stdout).Encode(answer); err != nil {
		os.Exit(2)
	}
}

// bound ends the process before it takes more memory than it may.
func bound(memory int64) {
	if memory <= 0 {
		return
	}
	debug.SetMemoryLimit(memory * 3 / 4)
	go func() {
		var stats runtime.MemStats
		for range time.Tick(200 * time.Millisecond) {
			if runtime.ReadMemStats(&stats); int64(stats.HeapAlloc) > memory {
				fmt.Fprintln(os.Stderr, "the packages need more memory than they may have")
				os.Exit(3)
			}
		}
	}()
}
