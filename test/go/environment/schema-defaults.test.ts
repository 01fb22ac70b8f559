import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listensOf } from '../go-project.ts';

const MAIN = `package main
import (
	"context"
	_ "embed"
	"fmt"
	"net/http"

	"github.com/ory/x/configx"
)
//go:embed config.schema.json
var schema []byte
type face struct{ prefix string }
func (f *face) key(suffix string) string { return f.prefix + "." + suffix }
var public, admin = &face{prefix: "serve.public"}, &face{prefix: "serve.admin"}
func address(p *configx.Provider, f *face) string {
	return fmt.Sprintf("%s:%d", p.String(f.key("host")), p.Int(f.key("port")))
}
func main() {
	p, err := configx.New(context.Background(), schema)
	if err != nil { panic(err) }
	go http.ListenAndServe(address(p, admin), nil)
	http.ListenAndServe(address(p, public), nil)
}`;

const SCHEMA = {
  $id: 'https://example.com/config.schema.json',
  definitions: {
    port: { type: 'integer', default: 4445 },
    listener: { properties: { host: { type: 'string', default: '' }, port: { $ref: '#/definitions/port' } } },
  },
  properties: {
    serve: {
      properties: {
        public: { properties: { host: { default: 'localhost' }, port: { type: 'integer', default: 4444 } } },
        admin: { $ref: '#/definitions/listener' },
      },
    },
  },
};

test('the schema of a configuration has the defaults of what nobody sets', async () => {
  const files = { 'main.go': MAIN, 'config.schema.json': JSON.stringify(SCHEMA) };
  assert.deepEqual(await listensOf('', files), [
    '4445 http all default by config:serve.admin.host config:serve.admin.port',
    '4444 http loopback default by config:serve.public.host config:serve.public.port',
  ]);
});

test('a schema that is not in the repository has none', async () => {
  assert.ok((await listensOf('', { 'main.go': MAIN })).every((line) => !/^\d/.test(line)));
});
