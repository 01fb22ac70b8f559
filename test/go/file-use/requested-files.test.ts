import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../go-project.ts';

const SERVE = 'func serve(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, r.URL.Path[1:]) }\n';
const CHI = 'import ("net/http"; "github.com/go-chi/chi/v5")\n';

/** Files that a handler serves by the path of the request: those below its route. */
const cases: Readonly<Record<string, { code: string; reads: readonly string[] }>> = {
  'below its route': {
    code: `${SERVE}func main() { http.HandleFunc("/static/", serve); http.ListenAndServe(":1", nil) }`,
    reads: ['static'],
  },
  'below the route of a router': {
    code: `${CHI}${SERVE}func main() { r := chi.NewRouter(); r.Get("/static/*", serve); http.ListenAndServe(":1", r) }`,
    reads: ['static'],
  },
  'of a literal, and of what a variable holds': {
    code: 'func main() { http.HandleFunc("/static/", func(w http.ResponseWriter, r *http.Request) { path := "." + r.URL.Path; http.ServeFile(w, r, path) }); http.ListenAndServe(":1", nil) }',
    reads: ['static'],
  },
  'in a folder that is written before': {
    code: 'func main() { http.HandleFunc("/css/", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, "public"+r.URL.Path) }); http.ListenAndServe(":1", nil) }',
    reads: ['public'],
  },
  'without the slash': {
    code: 'func main() { http.HandleFunc("/static/", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, strings.TrimPrefix(r.URL.Path, "/")) }); http.ListenAndServe(":1", nil) }',
    reads: ['static'],
  },
  'of every route': {
    code: `${SERVE}func main() { http.HandleFunc("/", serve); http.ListenAndServe(":1", nil) }`,
    reads: [],
  },
  'below a route where the repository has nothing': {
    code: `${SERVE}func main() { http.HandleFunc("/media/", serve); http.ListenAndServe(":1", nil) }`,
    reads: [],
  },
  'of another handler': {
    code: `${SERVE}func other(w http.ResponseWriter, r *http.Request) {}\nfunc main() { http.HandleFunc("/static/", other); http.HandleFunc("/", serve); http.ListenAndServe(":1", nil) }`,
    reads: [],
  },
};

for (const [name, { code, reads }] of Object.entries(cases)) {
  test(`files that a handler serves by the path that is asked for: ${name}`, async () => {
    const { runtimeFiles } = await factsOf(code, { 'static/a.css': '', 'public/css/b.css': '' });
    assert.deepEqual(
      runtimeFiles.map(({ path }) => path),
      reads,
    );
  });
}
