import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf, mainFile } from '../go-project.ts';

const STORE = 'type store struct { mu sync.Mutex; items map[string]string; list []string; all sync.Map }\n';
const USED = 'func main() { s := &store{}; s.put("a"); http.ListenAndServe(":80", nil) }';

const STATES: Readonly<Record<string, readonly [code: string, state: string | null]>> = {
  'an entry of a struct with a lock': [
    `${STORE}func (s *store) put(k string) { s.items[k] = k }\n${USED}`,
    's.items[k]',
  ],
  'an item of its list': [`${STORE}func (s *store) put(k string) { s.list = append(s.list, k) }\n${USED}`, 's.list'],
  'a map for several at once': [`${STORE}func (s *store) put(k string) { s.all.Store(k, k) }\n${USED}`, 's.all'],
  'a struct without a lock is for one': [
    `type store struct { items map[string]string }\nfunc (s *store) put(k string) { s.items[k] = k }\n${USED}`,
    null,
  ],
  'what a function has for itself': [
    `${STORE}func (s *store) put(k string) { all := map[string]string{}; all[k] = k; fmt.Println(all) }\n${USED}`,
    null,
  ],
  'a variable of the package, in a handler': [
    'var all []string\nfunc put(w http.ResponseWriter, r *http.Request) { all = append(all, r.FormValue("x")) }\nfunc main() { http.HandleFunc("/", put); http.ListenAndServe(":80", nil) }',
    'all',
  ],
  'an entry of a cache': [
    'type pageCache struct { mu sync.Mutex; items map[string]string }\nfunc (s *pageCache) put(k string) { s.items[k] = k }\nfunc main() { s := &pageCache{}; s.put("a") }',
    null,
  ],
  'a count of what each client asked for, for a limit': [
    'var lock sync.Mutex\nvar rateLimits = map[string]int{}\nfunc put(k string) { lock.Lock(); rateLimits[k]++; lock.Unlock() }\nfunc main() { put("a"); http.ListenAndServe(":80", nil) }',
    null,
  ],
  'a table that is filled at the start': [
    'var all = map[string]string{}\nfunc fill(k string) { all[k] = k }\nfunc main() { fill("a"); http.ListenAndServe(":80", nil) }',
    null,
  ],
};

describe('what a program keeps in its memory', () => {
  for (const [title, [code, state]] of Object.entries(STATES)) {
    it(title, async () => {
      const { memoryState } = await factsOf(code);
      const text = memoryState ? mainFile(code).slice(memoryState.start, memoryState.end) : null;
      assert.equal(text, state);
    });
  }
});

const FILES: Readonly<Record<string, readonly [code: string, read: readonly string[]]>> = {
  'a file that is read, too': ['os.ReadFile("a.json")\nos.WriteFile("a.json", nil, 0o600)', ['a.json']],
  'a file that is only written': ['os.WriteFile("a.json", nil, 0o600)', []],
  'files of a folder': [
    'func main() { os.WriteFile("pages/"+os.Args[1], nil, 0o600); os.ReadFile("pages/" + os.Args[2]) }',
    ['pages'],
  ],
  'a folder that is served': [
    'func main() { os.WriteFile("public/up/"+os.Args[1], nil, 0o600); http.Handle("/", http.FileServer(http.Dir("public"))) }',
    ['public/up'],
  ],
  'a folder that a tool works in': [
    'func git(cmd *exec.Cmd) { cmd.Dir = "pages/"; cmd.Run() }\nfunc main() { os.WriteFile("pages/"+os.Args[1], nil, 0o600); git(exec.Command("git", "log")) }',
    ['pages'],
  ],
  'another file beside it': ['os.ReadFile("b.json")\nos.WriteFile("a.json", nil, 0o600)', []],
  'whatever a client asks for': [
    'func page(w http.ResponseWriter, r *http.Request) { os.WriteFile("pages"+r.URL.Path, nil, 0o600); os.ReadFile("pages" + r.URL.Path + ".md") }\nfunc main() { http.HandleFunc("/", page) }',
    ['pages'],
  ],
};

const CALLS: Readonly<Record<string, readonly [method: string, call: string | undefined]>> = {
  'a call that creates something': ['Create(ctx context.Context, in *pb.Item) (*pb.Item, error)', 'Create'],
  'a call whose name begins with such a word': [
    'PutItem(ctx context.Context, in *pb.Item) (*pb.Item, error)',
    'PutItem',
  ],
  'a call that looks something up': ['GetItem(ctx context.Context, in *pb.Item) (*pb.Item, error)', undefined],
  'another word that begins alike': ['Settle(ctx context.Context, in *pb.Item) (*pb.Item, error)', undefined],
  'a method that nobody can call from outside': ['Create(in *pb.Item) (*pb.Item, error)', undefined],
};

describe('the call of gRPC that a program keeps something of in its memory', () => {
  for (const [title, [method, call]] of Object.entries(CALLS)) {
    it(title, async () => {
      const { memoryState } = await factsOf(`import ("context"; "net"; "google.golang.org/grpc"; pb "example.org/pb")
type shop struct { mu sync.Mutex; items map[string]*pb.Item }
func (s *shop) ${method} { s.mu.Lock(); defer s.mu.Unlock(); s.items[in.Name] = in; return in, nil }
func main() { l, _ := net.Listen("tcp", ":9090"); s := grpc.NewServer(); pb.RegisterShopServer(s, &shop{}); s.Serve(l) }`);
      assert.deepEqual([memoryState !== undefined, memoryState?.by?.name], [true, call]);
    });
  }
});

describe('what a program writes and reads again', () => {
  for (const [title, [code, read]] of Object.entries(FILES)) {
    it(title, async () => {
      const { writes } = await factsOf(code);
      const again = writes.filter(({ isRead }) => isRead).map(({ path }) => path);
      assert.deepEqual(again, read);
    });
  }
});

const MADE: Readonly<Record<string, readonly [code: string, isTried: boolean]>> = {
  'a file that it makes where there is none': [
    'func load() { b, err := os.ReadFile("a.json"); if os.IsNotExist(err) { os.WriteFile("a.json", b, 0o600) } }\nfunc main() { load(); http.ListenAndServe(":80", nil) }',
    true,
  ],
  'a file that it ends without': [
    'func load() { b, err := os.ReadFile("a.json"); if err != nil { log.Fatal(err) }; os.WriteFile("a.json", b, 0o600) }\nfunc main() { load(); http.ListenAndServe(":80", nil) }',
    false,
  ],
};

describe('what a program reads and writes', () => {
  for (const [title, [code, isTried]] of Object.entries(MADE)) {
    it(title, async () => {
      const { runtimeFiles } = await factsOf(code, { 'a.json': '{}' });
      assert.deepEqual(
        runtimeFiles.map((file) => [file.path, file.isTried === true]),
        [['a.json', isTried]],
      );
    });
  }
});
