import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { assertFixesMend, finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const RULES = /^probe-path-exists$/;
const found = finder(RULES);

const PROBE = 'livenessProbe: { httpGet: { path: /healthz/, port: 8080 } }';
/** A server with a route of health; `library`: the router's import, `make`: the router, `served`: what answers. */
const server = (library: string, make: string, served = 'r', more = ''): Texts => {
  const [module = ''] = /^[\w.-]+\.[\w-]+\/[\w-]+\/[\w-]+(?:\/v\d+)?/.exec(library) ?? [];
  return {
    'go.mod': `module example.com/shop\n\ngo 1.26\n${module ? `\nrequire ${module} v${/\/v(\d)$/.exec(module)?.[1] ?? 1}.0.0\n` : ''}`,
    'main.go': `package main\n\nimport (\n\t"net/http"\n\t"strings"\n\n\t"${library || 'log'}"\n)\n\nfunc main() {\n\tr := ${make}\n\t_ = http.ListenAndServe(":8080", ${served})\n}\n\nfunc alive(w http.ResponseWriter, _ *http.Request) { _ = strings.ToLower("") }\n${more}`,
    'd.yaml': deploymentOf(PROBE),
  };
};
const MUX = 'http.NewServeMux()\n\tr.HandleFunc("/healthz", alive)';
const CHI = 'github.com/go-chi/chi/v5';
const GORILLA = 'github.com/gorilla/mux';
const ECHO = 'github.com/labstack/echo/v4';

describe('a probe with a slash at its end asks another path', () => {
  const table: readonly [what: string, texts: Texts, expected: string][] = [
    ['net/http', server('', MUX), 'Probe `/healthz`'],
    ['chi', server(CHI, 'chi.NewRouter()\n\tr.Get("/healthz", alive)'), 'Probe `/healthz`'],
    [
      'gorilla',
      server(GORILLA, 'mux.NewRouter()\n\tr.HandleFunc("/healthz", alive).Methods("GET")'),
      'Probe `/healthz`',
    ],
    [
      'echo',
      server(ECHO, 'echo.New()\n\tr.GET("/healthz", func(c echo.Context) error { return nil })'),
      'Probe `/healthz`',
    ],
    [
      'gin that is told not to redirect',
      server(
        'github.com/gin-gonic/gin',
        'gin.New()\n\tr.RedirectTrailingSlash = false\n\tr.GET("/healthz", func(c *gin.Context) {})',
      ),
      'Probe `/healthz`',
    ],
  ];
  for (const [what, texts] of table) {
    it(what, async () => assert.match((await found(texts)).join('\n'), /^d\.yaml: probe-path-exists: \/healthz\/: /m));
  }
  it('every fix leaves nothing to say', () => assertFixesMend(table, RULES, found));
});

describe('nothing is said where the slash makes no difference', () => {
  const table: readonly [what: string, texts: Texts][] = [
    ['a subtree of net/http', server('', 'http.NewServeMux()\n\tr.HandleFunc("/healthz/", alive)')],
    ['a handler of all that has no route', server('', `${MUX}\n\tr.HandleFunc("/", alive)`)],
    [
      'a handler around the routes that cuts it',
      server(
        '',
        MUX,
        'trimmed(r)',
        '\nfunc trimmed(next http.Handler) http.Handler {\n\treturn http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {\n\t\tr.URL.Path = strings.TrimSuffix(r.URL.Path, "/")\n\t\tnext.ServeHTTP(w, r)\n\t})\n}\n',
      ),
    ],
    [
      'chi with StripSlashes',
      server(CHI, 'chi.NewRouter()\n\tr.Use(middleware.StripSlashes)\n\tr.Get("/healthz", alive)'),
    ],
    [
      'chi that answers where no route does',
      server(CHI, 'chi.NewRouter()\n\tr.NotFound(alive)\n\tr.Get("/healthz", alive)'),
    ],
    [
      'chi with a route `/` inside',
      server(CHI, 'chi.NewRouter()\n\tr.Route("/healthz", func(r chi.Router) { r.Get("/", alive) })'),
    ],
    [
      'gorilla with StrictSlash',
      server(GORILLA, 'mux.NewRouter().StrictSlash(true)\n\tr.HandleFunc("/healthz", alive)'),
    ],
    [
      'echo with RemoveTrailingSlash',
      server(
        ECHO,
        'echo.New()\n\tr.Pre(middleware.RemoveTrailingSlash())\n\tr.GET("/healthz", func(c echo.Context) error { return nil })',
      ),
    ],
    [
      'gin, which redirects',
      server('github.com/gin-gonic/gin', 'gin.New()\n\tr.GET("/healthz", func(c *gin.Context) {})'),
    ],
    [
      'a library around the routes of which nobody knows what it does',
      server('github.com/urfave/negroni', MUX, 'negroni.Classic().With(negroni.Wrap(r))'),
    ],
  ];
  for (const [what, texts] of table) it(what, async () => assert.deepEqual(await found(texts), []));
});
