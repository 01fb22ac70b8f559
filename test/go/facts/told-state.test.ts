import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf } from '../go-project.ts';

const field = (body: string) =>
  `graphql.Fields{"one": &graphql.Field{Resolve: func(p graphql.ResolveParams) (interface{}, error) { ${body}; return nil, nil }}}`;
const requests = (table: string, opens: string, sends: string) =>
  `type server struct { ${table} sync.Map }
func (s *server) open(w http.ResponseWriter, r *http.Request) { ${opens} }
func (s *server) send(w http.ResponseWriter, r *http.Request) { ${sends} }
func main() { s := &server{}; http.HandleFunc("/sse", s.open); http.HandleFunc("/message", s.send); http.ListenAndServe(":80", nil) }`;

const TOLD: Readonly<Record<string, readonly [code: string, by: string | undefined]>> = {
  'what a field of GraphQL adds': [
    `var all []string\nvar fields = ${field('all = append(all, "a")')}\nfunc main() { fmt.Println(fields) }`,
    'graphql mutation',
  ],
  'what one in a function adds': [
    `var all []string\nfunc main() { fmt.Println(${field('all = append(all, "a")')}) }`,
    'graphql mutation',
  ],
  'what a field of GraphQL puts into a cache': [
    `var cache = map[string]string{}\nvar fields = ${field('k := p.Args["k"].(string); cache[k] = k')}\nfunc main() { fmt.Println(fields) }`,
    undefined,
  ],
  'what a mutation of gqlgen adds': [
    'type mutationResolver struct { mu sync.Mutex; todos []string }\nfunc (r *mutationResolver) CreateTodo(ctx context.Context, text string) (string, error) { r.todos = append(r.todos, text); return text, nil }\nfunc main() { (&mutationResolver{}).CreateTodo(nil, "a") }',
    'graphql CreateTodo',
  ],
  'sessions that another request looks for': [
    requests('sessions', 's.sessions.Store(r.FormValue("id"), w)', 's.sessions.Load(r.FormValue("id"))'),
    'sessions sessions',
  ],
  'sessions that only their own request knows': [
    requests('sessions', 's.sessions.Store(r.FormValue("id"), w); s.sessions.Delete(r.FormValue("id"))', ''),
    undefined,
  ],
  'results that another request looks for, which it may work out again': [
    requests('results', 's.results.Store(r.FormValue("id"), w)', 's.results.Load(r.FormValue("id"))'),
    undefined,
  ],
  'a server of a library': [
    'import server "github.com/mochi-mqtt/server/v2"\nfunc main() { s := server.New(nil); s.Serve() }',
    'library github.com/mochi-mqtt/server.New',
  ],
};

describe('who adds to what a program keeps in its memory', () => {
  for (const [title, [code, by]] of Object.entries(TOLD)) {
    it(title, async () => {
      const { memoryState } = await factsOf(code);
      assert.equal(memoryState?.by && `${memoryState.by.kind} ${memoryState.by.name}`, by);
    });
  }
});
