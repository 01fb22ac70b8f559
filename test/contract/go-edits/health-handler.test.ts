import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import type { Fix } from '../../../src/lint/fix.ts';
import { say } from '../../../src/words/message.ts';
import { withoutGo } from '../../toolchain/go.ts';
import { mended } from '../seed.ts';
import { findingsOf, type Texts } from '../workspace.ts';

const program = (main: string, requires = ''): Texts => ({
  'go.mod': `module example.com/shop\n\ngo 1.26\n${requires}`,
  'main.go': main,
  'd.yaml': deploymentOf('readinessProbe:\n  httpGet:\n    path: /live\n    port: 8080'),
});

/** Fixes of the probe that asks what nobody serves, by their titles. */
async function fixes(texts: Texts): Promise<ReadonlyMap<string, Fix>> {
  const finding = (await findingsOf(texts)).get('d.yaml')?.find(({ rule }) => rule === 'probe-path-exists');
  return new Map((finding?.fixes ?? []).map((fix) => [say(fix.title), fix]));
}

const HTTP = (body: string) =>
  `package main

import "net/http"

func main() {
${body}}

func orders(w http.ResponseWriter, r *http.Request) {}
`;
const LIBRARY = (path: string, body: string, more = '') =>
  `package main

import (
	"net/http"

	"${path}"
)

func main() {
${body}}
${more}`;
const REQUIRE = (path: string, version: string) => `\nrequire ${path} ${version}\n`;
const HANDLER = 'func orders(w http.ResponseWriter, r *http.Request) {}\n';

const table: readonly [what: string, texts: Texts, inserted: string][] = [
  [
    'the default mux',
    program(HTTP('\thttp.HandleFunc("/orders", orders)\n\t_ = http.ListenAndServe(":8080", nil)\n')),
    '\thttp.HandleFunc("/live", func(w http.ResponseWriter, _ *http.Request) {\n\t\tw.WriteHeader(http.StatusOK)\n\t})\n',
  ],
  [
    'a mux of its own, with methods, and a comment above the route',
    program(
      HTTP(
        '\tmux := http.NewServeMux()\n\t// What is ordered.\n\tmux.Handle("GET /orders", http.HandlerFunc(orders))\n\t_ = http.ListenAndServe(":8080", mux)\n',
      ),
    ),
    '\tmux.HandleFunc("GET /live", func(w http.ResponseWriter, _ *http.Request) {\n\t\tw.WriteHeader(http.StatusOK)\n\t})\n\t// What is ordered.\n',
  ],
  [
    'gin',
    program(
      LIBRARY(
        'github.com/gin-gonic/gin',
        '\tr := gin.New()\n\tr.GET("/orders", func(c *gin.Context) { c.Status(http.StatusOK) })\n\t_ = http.ListenAndServe(":8080", r)\n',
      ),
      REQUIRE('github.com/gin-gonic/gin', 'v1.10.0'),
    ),
    '\tr.GET("/live", func(c *gin.Context) {\n\t\tc.Status(http.StatusOK)\n\t})\n',
  ],
  [
    'echo',
    program(
      LIBRARY(
        'github.com/labstack/echo/v4',
        '\te := echo.New()\n\te.GET("/orders", func(c echo.Context) error { return c.NoContent(http.StatusOK) })\n\t_ = e.Start(":8080")\n',
      ),
      REQUIRE('github.com/labstack/echo/v4', 'v4.12.0'),
    ),
    '\te.GET("/live", func(c echo.Context) error {\n\t\treturn c.NoContent(http.StatusOK)\n\t})\n',
  ],
  [
    'chi',
    program(
      LIBRARY(
        'github.com/go-chi/chi/v5',
        '\tr := chi.NewRouter()\n\tr.Get("/orders", orders)\n\t_ = http.ListenAndServe(":8080", r)\n',
        `\n${HANDLER}`,
      ),
      REQUIRE('github.com/go-chi/chi/v5', 'v5.1.0'),
    ),
    '\tr.Get("/live", func(w http.ResponseWriter, _ *http.Request) {\n\t\tw.WriteHeader(http.StatusOK)\n\t})\n',
  ],
  [
    'gorilla',
    program(
      LIBRARY(
        'github.com/gorilla/mux',
        '\tr := mux.NewRouter()\n\tr.HandleFunc("/orders", orders).Methods("GET")\n\t_ = http.ListenAndServe(":8080", r)\n',
        `\n${HANDLER}`,
      ),
      REQUIRE('github.com/gorilla/mux', 'v1.8.1'),
    ),
    '\tr.HandleFunc("/live", func(w http.ResponseWriter, _ *http.Request) {\n\t\tw.WriteHeader(http.StatusOK)\n\t})\n',
  ],
  [
    'fiber',
    program(
      'package main\n\nimport "github.com/gofiber/fiber/v2"\n\nfunc main() {\n\tapp := fiber.New()\n\tapp.Get("/orders", func(c *fiber.Ctx) error { return nil })\n\t_ = app.Listen(":8080")\n}\n',
      REQUIRE('github.com/gofiber/fiber/v2', 'v2.52.0'),
    ),
    '\tapp.Get("/live", func(c *fiber.Ctx) error {\n\t\treturn c.SendStatus(fiber.StatusOK)\n\t})\n',
  ],
];

describe('a handler for a path that a probe asks', () => {
  for (const [what, texts, inserted] of table) {
    it(`is registered with ${what}`, async () => {
      const fix = (await fixes(texts)).get('Insert a handler for `/live`');
      assert.ok(fix);
      const after = mended(texts, 'd.yaml', fix);
      assert.ok(after['main.go']?.includes(inserted), after['main.go']);
      assert.deepEqual([...(await fixes(after)).keys()], []);
    });
  }

  it('is written as gofmt would, and compiles', { skip: withoutGo }, async () => {
    for (const [what, texts] of table) {
      const fix = (await fixes(texts)).get('Insert a handler for `/live`');
      const main = fix && mended(texts, 'd.yaml', fix)['main.go'];
      const { stdout, stderr } = spawnSync('gofmt', { input: main, encoding: 'utf8' });
      assert.equal(stdout, main, `${what}: ${stderr}`);
      if (!texts['go.mod']?.includes('require')) vet(main ?? '', texts['go.mod'] ?? '');
    }
  });

  it('stands beside the routes for health', async () => {
    const texts = program(
      HTTP(
        '\thttp.HandleFunc("/orders", orders)\n\thttp.HandleFunc("/healthz", orders)\n\t_ = http.ListenAndServe(":8080", nil)\n',
      ),
    );
    const found = await fixes(texts);
    assert.deepEqual(
      [...found.keys()],
      ['Probe `/healthz`', 'Serve `/live` instead of `/healthz`', 'Insert a handler for `/live`'],
    );
    for (const fix of found.values()) assert.deepEqual([...(await fixes(mended(texts, 'd.yaml', fix))).keys()], []);
    const inserted = found.get('Insert a handler for `/live`');
    const lines = inserted && mended(texts, 'd.yaml', inserted)['main.go']?.split('\n').slice(5, 7);
    assert.equal(lines?.[1], '\thttp.HandleFunc("/live", func(w http.ResponseWriter, _ *http.Request) {');
  });

  const other: readonly [what: string, texts: Texts, expected: readonly string[]][] = [
    [
      'a route that answers another method',
      program(HTTP('\thttp.HandleFunc("POST /live", orders)\n\t_ = http.ListenAndServe(":8080", nil)\n')),
      ['Let `/live` answer GET', 'Insert a handler for `/live`'],
    ],
    [
      'a route that a router has under another method',
      program(
        LIBRARY(
          'github.com/go-chi/chi/v5',
          '\tr := chi.NewRouter()\n\tr.Post("/live", orders)\n\t_ = http.ListenAndServe(":8080", r)\n',
          `\n${HANDLER}`,
        ),
        REQUIRE('github.com/go-chi/chi/v5', 'v5.1.0'),
      ),
      ['Let `/live` answer GET', 'Insert a handler for `/live`'],
    ],
    [
      'life asked where there is a route of readiness only',
      {
        ...program(HTTP('\thttp.HandleFunc("/readyz", orders)\n\t_ = http.ListenAndServe(":8080", nil)\n')),
        'd.yaml': deploymentOf('livenessProbe: { httpGet: { path: /live, port: 8080 } }'),
      },
      ['Insert a handler for `/live`'],
    ],
    [
      'a route that another probe asks stays',
      {
        ...program(HTTP('\thttp.HandleFunc("/healthz", orders)\n\t_ = http.ListenAndServe(":8080", nil)\n')),
        'd.yaml': deploymentOf(
          'readinessProbe: { httpGet: { path: /live, port: 8080 } }\nlivenessProbe: { httpGet: { path: /healthz, port: 8080 } }',
        ),
      },
      ['Probe `/healthz`', 'Insert a handler for `/live`'],
    ],
    [
      'routes by a list: no place for a statement',
      program(
        HTTP(
          '\tfor _, path := range []string{"/orders", "/users"} {\n\t\thttp.HandleFunc(path, orders)\n\t}\n\t_ = http.ListenAndServe(":8080", nil)\n',
        ),
      ),
      [],
    ],
    [
      'a middleware of another module may answer',
      program(
        LIBRARY(
          'example.com/middleware',
          '\thttp.HandleFunc("/orders", orders)\n\t_ = http.ListenAndServe(":8080", middleware.Wrap(http.DefaultServeMux))\n',
          `\n${HANDLER}`,
        ),
        REQUIRE('example.com/middleware', 'v1.0.0'),
      ),
      [],
    ],
    [
      'a mux that answers everything',
      program(HTTP('\thttp.HandleFunc("/", orders)\n\t_ = http.ListenAndServe(":8080", nil)\n')),
      [],
    ],
  ];
  for (const [what, texts, expected] of other) {
    it(what, async () => assert.deepEqual([...(await fixes(texts)).keys()], expected));
  }
});

function vet(main: string, goMod: string): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'gantry-vet-'));
  try {
    writeFileSync(path.join(folder, 'main.go'), main);
    writeFileSync(path.join(folder, 'go.mod'), goMod.replace('go 1.26', 'go 1.22'));
    const { status, stderr } = spawnSync('go', ['vet', './...'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '', GOWORK: 'off' },
    });
    assert.equal(status, 0, stderr);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
