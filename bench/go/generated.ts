import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { seeded } from '../../test/random.ts';

/** Lines of one generated package, about. */
const PACKAGE_LINES = 950;

/**
 * Writes a Go module of about so many lines into a folder: a main for each 40,000 lines, which link layered packages of
 * handlers, stores and models with comments, as real services have. The same seed gives the same text.
 */
export async function writeModule(folder: string, lines: number, seed: number): Promise<void> {
  const random = seeded(seed);
  const packages = Math.max(4, Math.round(lines / PACKAGE_LINES));
  const mains = Math.max(2, Math.round(lines / 40_000));
  await write(folder, 'go.mod', 'module example.com/large\n\ngo 1.26\n\nrequire github.com/gin-gonic/gin v1.11.0\n');
  for (let index = 0; index < packages; index++) {
    // Packages import only later ones, so that there is no circle.
    const imports = [1, 2, 5].map((step) => index + Math.ceil(random() * step * 3)).filter((one) => one < packages);
    for (const [part, name] of ['handlers', 'store', 'model'].entries()) {
      const text =
        part === 0
          ? handlers(index, [...new Set(imports)], random)
          : part === 1
            ? store(index, random)
            : model(index, random);
      await write(folder, `internal/p${index}/${name}.go`, text);
    }
  }
  for (let index = 0; index < mains; index++)
    await write(folder, `cmd/service${index}/main.go`, main(index, packages, mains));
}

async function write(folder: string, file: string, text: string): Promise<void> {
  const target = path.join(folder, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
}

function repeat(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join('\n');
}

function main(index: number, packages: number, mains: number): string {
  const first = Math.floor((index * packages) / mains);
  const own = Array.from({ length: Math.ceil(packages / mains) }, (_, at) => first + at).filter((at) => at < packages);
  return `package main

import (
\t"context"
\t"net/http"
\t"os"
\t"os/signal"
\t"syscall"
\t"time"

\t"github.com/gin-gonic/gin"

${repeat(own.length, (at) => `\t"example.com/large/internal/p${own[at]}"`)}
)

func main() {
\tctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
\tdefer stop()
\trouter := gin.New()
\trouter.GET("/healthz", func(c *gin.Context) { c.Status(http.StatusOK) })
${repeat(own.length, (at) => `\tp${own[at]}.Register(router.Group("/api"))`)}
\tport := os.Getenv("PORT")
\tif port == "" {
\t\tport = "${8000 + index}"
\t}
\tserver := &http.Server{Addr: ":" + port, Handler: router, ReadHeaderTimeout: 5 * time.Second}
\tgo func() { _ = server.ListenAndServe() }()
\t<-ctx.Done()
\tshutdown, cancel := context.WithTimeout(context.Background(), 10*time.Second)
\tdefer cancel()
\t_ = server.Shutdown(shutdown)
}
`;
}

function handlers(index: number, imports: readonly number[], random: () => number): string {
  return `package p${index}

import (
\t"fmt"
\t"net/http"
\t"os"

\t"github.com/gin-gonic/gin"
${repeat(imports.length, (at) => `\n\t"example.com/large/internal/p${imports[at]}"`)}
)

// Register adds the routes of this package and of those below it.
func Register(group *gin.RouterGroup) {
${repeat(20, (at) => `\tgroup.GET("/p${index}/items${at}/:id", handleItem${at})`)}
${repeat(imports.length, (at) => `\t_ = p${imports[at]}.NewStore(p${imports[at]}.Options{Name: "below"})`)}
\tif os.Getenv("P${index}_DEBUG") != "" {
\t\tgroup.GET("/p${index}/debug", handleItem0)
\t}
}
${repeat(
  20,
  (at) => `
// handleItem${at} answers with one item, and says what went wrong where there is none.
func handleItem${at}(c *gin.Context) {
\tstore := NewStore(Options{Name: "p${index}", Limit: ${Math.floor(random() * 1000)}})
\titem, err := store.Find${at}(c.Request.Context(), c.Param("id"))
\tif err != nil {
\t\tc.JSON(http.StatusNotFound, gin.H{"error": fmt.Sprintf("no item %s: %v", c.Param("id"), err)})
\t\treturn
\t}
\tfor key, value := range item.Labels {
\t\tif value == "" {
\t\t\tdelete(item.Labels, key)
\t\t}
\t}
\tc.JSON(http.StatusOK, item)
}`,
)}
`;
}

function store(index: number, random: () => number): string {
  return `package p${index}

import (
\t"context"
\t"errors"
\t"strings"
\t"sync"
)

// Options says how a store behaves.
type Options struct {
\tName  string
\tLimit int
}

// Store keeps items in memory.
type Store struct {
\tmu      sync.Mutex
\toptions Options
\titems   map[string]Item0
}

// NewStore makes an empty store.
func NewStore(options Options) *Store {
\treturn &Store{options: options, items: map[string]Item0{}}
}
${repeat(
  20,
  (at) => `
// Find${at} looks for an item by its id; it waits for nobody.
func (s *Store) Find${at}(ctx context.Context, id string) (*Item0, error) {
\ts.mu.Lock()
\tdefer s.mu.Unlock()
\tif err := ctx.Err(); err != nil {
\t\treturn nil, err
\t}
\tkey := strings.ToLower(s.options.Name + "/" + strings.TrimSpace(id))
\titem, ok := s.items[key]
\tswitch {
\tcase !ok:
\t\treturn nil, errors.New("there is no such item")
\tcase len(item.Labels) > ${Math.floor(random() * 100)}:
\t\titem.Count++
\tdefault:
\t\titem.Count = s.options.Limit % ${1 + Math.floor(random() * 9)}
\t}
\treturn &item, nil
}`,
)}
`;
}

function model(index: number, random: () => number): string {
  return `package p${index}
${repeat(
  12,
  (at) => `
// Item${at} is what the store of package p${index} keeps, with what the interface shows of it.
type Item${at} struct {
\tID     string            \`json:"id"\`
\tName   string            \`json:"name"\`
\tCount  int               \`json:"count"\`
\tLabels map[string]string \`json:"labels,omitempty"\`
}

// Describe says in one line what the item is.
func (i *Item${at}) Describe() string {
\tif i.Count > ${Math.floor(random() * 1000)} {
\t\treturn i.Name + ": many"
\t}
\tresult := i.Name
\tfor key, value := range i.Labels {
\t\tresult += ", " + key + "=" + value
\t}
\treturn result
}`,
)}
`;
}
