import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../go-project.ts';

/** A server as go-swagger generates it, with a specification. */
function server(specification: object): Readonly<Record<string, string>> {
  return {
    'main.go': `package main
import (
	"example.com/app/restapi"
	"github.com/go-openapi/loads"
	"github.com/go-openapi/swag"
	"github.com/jessevdk/go-flags"
)
var options = struct {
	Token string \`long:"token" env:"TOKEN"\`
}{}
type api struct { groups []swag.CommandLineOptionsGroup }
func main() {
	document, _ := loads.Embedded(restapi.SwaggerJSON, restapi.SwaggerJSON)
	s := restapi.NewServer(document)
	a := api{groups: []swag.CommandLineOptionsGroup{{Options: &options}}}
	parser := flags.NewParser(s, flags.Default)
	for _, group := range a.groups { parser.AddGroup("", "", group.Options) }
	parser.Parse()
	s.Serve()
}`,
    'restapi/server.go': `package restapi
import ("encoding/json"; "net/http"; "github.com/go-openapi/loads")
var SwaggerJSON json.RawMessage
func init() { SwaggerJSON = json.RawMessage([]byte(\`${JSON.stringify(specification)}\`)) }
type Server struct {
	Port string \`long:"port" env:"PORT" default:"8081"\`
	document *loads.Document
}
func NewServer(document *loads.Document) *Server { return &Server{document: document} }
func (s *Server) Serve() error { return http.ListenAndServe(":"+s.Port, s.document.Handler()) }`,
  };
}

const get = { get: { responses: {} } };

test('a server of go-swagger serves the paths of its specification below their base path', async () => {
  const { routes, health } = await factsOf(
    '',
    server({
      basePath: '/api/v1/',
      paths: { '/orders/{id}': { ...get, delete: {}, 'x-owner': {} }, '/healthz': get, 'x-groups': get },
    }),
  );
  assert.deepEqual(
    routes.map(({ method, path }) => `${method ?? '*'} ${path}`),
    ['GET /api/v1/orders/{id}', 'DELETE /api/v1/orders/{id}', 'GET /api/v1/healthz'],
  );
  assert.deepEqual(
    health.map(({ path, port }) => `${path} ${String(port)}`),
    ['/api/v1/healthz 8081'],
  );
});

test('what asks for a login is no health check', async () => {
  const open = { get: { security: [] } };
  const paths = { '/healthz': get, '/readyz': open };
  const { health } = await factsOf('', server({ basePath: 'v1', security: [{ token: [] }], paths }));
  assert.deepEqual(
    health.map(({ path }) => path),
    ['/v1/readyz'],
  );
});

test('variables of the groups of flags that are added to a parser', async () => {
  const { env } = await factsOf('', server({ paths: {} }));
  assert.deepEqual(env.map(({ name }) => name).sort(), ['PORT', 'TOKEN']);
});
