import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { assertFixesMend, finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const RULES = /^probe-without-login$/;
const found = finder(RULES);

const PROBE = 'httpGet: { path: /healthz, port: 8080 }';
const server = (module: string, imports: string, code: string, probe = PROBE): Texts => ({
  'go.mod': `module example.com/shop\n\ngo 1.26\n\nrequire ${module}\n`,
  'main.go': `package main\n\nimport (\n\t"net/http"\n\n${imports
    .split(' ')
    .map((path) => `\t"${path}"\n`)
    .join('')})\n\nfunc main() {\n${code}\n\t_ = http.ListenAndServe(":8080", r)\n}\n`,
  'd.yaml': deploymentOf(`livenessProbe:\n  ${probe}`),
});
const gin = (code: string, probe?: string) =>
  server('github.com/gin-gonic/gin v1.11.0', 'github.com/gin-gonic/gin', `r := gin.New()\n${code}`, probe);
const GIN_HEALTH = 'r.GET("/healthz", func(c *gin.Context) {})';
const GIN_LOGIN = 'r.Use(gin.Recovery(), gin.BasicAuth(gin.Accounts{"ops": "word"}))';
const echo = (code: string) =>
  server(
    'github.com/labstack/echo/v4 v4.13.0',
    'github.com/labstack/echo/v4 github.com/labstack/echo/v4/middleware',
    `r := echo.New()\n${code}\nr.GET("/healthz", func(c echo.Context) error { return nil })`,
  );
const chi = (code: string) =>
  server(
    'github.com/go-chi/chi/v5 v5.2.0',
    'github.com/go-chi/chi/v5 github.com/go-chi/chi/v5/middleware',
    `r := chi.NewRouter()\n${code}`,
  );
const CHI_HEALTH = 'Get("/healthz", func(w http.ResponseWriter, r *http.Request) {})';
const CHI_LOGIN = 'middleware.BasicAuth("shop", map[string]string{"ops": "word"})';

const isInManifest = (line: string) => line.startsWith('d.yaml');

describe('a probe of a path that asks for a login is reported', () => {
  const table: readonly [what: string, texts: Texts, expected: string][] = [
    ['gin, before the route', gin(`${GIN_LOGIN}\n${GIN_HEALTH}`), '/healthz: '],
    [
      'gin, with a route that needs none',
      gin(`r.GET("/livez", func(c *gin.Context) {})\n${GIN_LOGIN}\n${GIN_HEALTH}`),
      '/healthz: Probe `/livez`',
    ],
    [
      'gin, on the group',
      gin(
        'ops := r.Group("/", gin.BasicAuth(gin.Accounts{"ops": "word"}))\nops.GET("/healthz", func(c *gin.Context) {})',
      ),
      '/healthz: ',
    ],
    [
      'gin, in a variable',
      gin(`login := gin.BasicAuth(gin.Accounts{"ops": "word"})\nr.Use(login)\n${GIN_HEALTH}`),
      '/healthz: ',
    ],
    [
      'echo',
      echo(
        'r.Use(middleware.BasicAuth(func(user, word string, c echo.Context) (bool, error) { return user == "ops", nil }))',
      ),
      '/healthz: ',
    ],
    ['chi', chi(`r.Use(${CHI_LOGIN})\nr.${CHI_HEALTH}`), '/healthz: '],
    ['chi, for one route', chi(`r.With(${CHI_LOGIN}).${CHI_HEALTH}`), '/healthz: '],
  ];
  for (const [what, texts, expected] of table) {
    it(what, async () =>
      assert.deepEqual((await found(texts)).filter(isInManifest), [`d.yaml: probe-without-login: ${expected}`]),
    );
  }
  it('every fix leaves nothing to say', () => assertFixesMend(table, RULES, found));
});

describe('nothing is said', () => {
  const table: readonly [what: string, texts: Texts][] = [
    ['of a route before the login', gin(`${GIN_HEALTH}\n${GIN_LOGIN}`)],
    ['of another group', gin(`ops := r.Group("/ops")\nops.Use(gin.BasicAuth(nil))\n${GIN_HEALTH}`)],
    ['of a login that a setting turns on', gin(`if len(r.Handlers) > 3 {\n${GIN_LOGIN}\n}\n${GIN_HEALTH}`)],
    [
      'of a probe that brings one',
      gin(
        `${GIN_LOGIN}\n${GIN_HEALTH}`,
        'httpGet: { path: /healthz, port: 8080, httpHeaders: [{ name: Authorization, value: Basic b3BzOndvcmQ= }] }',
      ),
    ],
    [
      'of a middleware that may skip it',
      echo('r.Use(middleware.BasicAuthWithConfig(middleware.BasicAuthConfig{Skipper: middleware.DefaultSkipper}))'),
    ],
    ['of one that nobody knows', gin(`r.Use(requireAuth())\n${GIN_HEALTH}`)],
  ];
  for (const [what, texts] of table) it(what, async () => assert.deepEqual(await found(texts), []));
});
