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
  'a word of the request in a variable of main': [
    'func main() { urls := map[string]string{}; http.HandleFunc("/a", func(w http.ResponseWriter, r *http.Request) { k := r.FormValue("k"); urls[k] = r.URL.Query().Get("u") }); http.ListenAndServe(":80", nil) }',
    'request urls',
  ],
  'a word of the request in a table of the package': [
    'var seen sync.Map\nfunc put(w http.ResponseWriter, r *http.Request) { v := r.FormValue("v"); seen.Store(r.FormValue("k"), v) }\nfunc main() { http.HandleFunc("/a", put); http.ListenAndServe(":80", nil) }',
    'request seen',
  ],
  'what the program makes of a word of the request': [
    'var seen sync.Map\nfunc put(w http.ResponseWriter, r *http.Request) { k := r.FormValue("k"); seen.Store(k, strings.ToUpper(k)) }\nfunc main() { http.HandleFunc("/a", put); http.ListenAndServe(":80", nil) }',
    undefined,
  ],
  'a list that each request has of its own': [
    'func main() { http.HandleFunc("/a", func(w http.ResponseWriter, r *http.Request) { all := map[string]string{}; all[r.FormValue("k")] = r.FormValue("v") }); http.ListenAndServe(":80", nil) }',
    undefined,
  ],
  'a hub with the clients of a WebSocket': [
    'import "github.com/gorilla/websocket"\ntype client struct { conn *websocket.Conn; send chan []byte }\ntype hub struct { clients map[*client]bool; broadcast chan []byte }\nfunc (h *hub) run() { for { select { case m := <-h.broadcast: for c := range h.clients { select { case c.send <- m: default: close(c.send) } } } } }\nfunc main() { h := &hub{}; go h.run(); http.ListenAndServe(":80", nil) }',
    'hub clients',
  ],
  'a stream of events': [
    'type broker struct { subs map[chan string]struct{} }\nfunc main() { b := &broker{}; http.HandleFunc("/e", func(w http.ResponseWriter, r *http.Request) { w.(http.Flusher).Flush() }); http.HandleFunc("/p", func(w http.ResponseWriter, r *http.Request) { for s := range b.subs { s <- r.FormValue("m") } }); http.ListenAndServe(":80", nil) }',
    'hub subs',
  ],
  'connections that are only closed': [
    'type server struct { conns map[net.Conn]bool }\nfunc (s *server) stop() { for c := range s.conns { c.Close() } }\nfunc main() { s := &server{}; l, _ := net.Listen("tcp", ":80"); for { c, _ := l.Accept(); s.conns[c] = true; s.stop() } }',
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
