import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyzeTexts } from '../go-project.ts';

/** What a program dials whatever it is asked, with the flags that change it. */
async function dialed(imports: string, code: string): Promise<string[]> {
  const list = imports.split(' ').map((path) => `\t"${path}"\n`);
  const source = `package main\n\nimport (\n${list.join('')})\n\n${code.startsWith('func') || code.startsWith('const') || code.startsWith('var') ? code : `func main() {\n${code}\n}\n`}`;
  const { programs } = await analyzeTexts({ 'go.mod': 'module example.com/app\n\ngo 1.26\n', 'main.go': source });
  return (programs[0]?.dials ?? []).map(({ address, configuredBy = [], start, end }) =>
    [address, ...configuredBy, source.slice(start, end)].join(' '),
  );
}

describe('a program dials', () => {
  const table: readonly (readonly [what: string, imports: string, code: string, found: string])[] = [
    [
      'a database by its URL',
      'database/sql',
      'sql.Open("postgres", "postgres://me:word@localhost:5432/shop")',
      'postgres://me:word@localhost:5432/shop "postgres://me:word@localhost:5432/shop"',
    ],
    [
      'a constant',
      'google.golang.org/grpc',
      'const stock = "localhost:50051"\nfunc main() { grpc.NewClient(stock) }',
      'localhost:50051 "localhost:50051"',
    ],
    [
      'what a field of options says',
      'github.com/redis/go-redis/v9',
      'redis.NewClient(&redis.Options{Addr: "localhost:6379"})',
      'localhost:6379 "localhost:6379"',
    ],
    [
      'the socket of an agent',
      'github.com/spiffe/go-spiffe/v2/workloadapi',
      'workloadapi.NewX509Source(nil, workloadapi.WithClientOptions(workloadapi.WithAddr("unix:///run/agent.sock")))',
      'unix:///run/agent.sock "unix:///run/agent.sock"',
    ],
    ['a mail server', 'net/smtp', 'smtp.Dial("smtp.example.com:587")', 'smtp.example.com:587 "smtp.example.com:587"'],
    [
      'a host and a port apart',
      'gopkg.in/gomail.v2',
      'gomail.NewDialer("smtp.example.com", 465, "me", "")',
      'smtp.example.com:465 "smtp.example.com"',
    ],
    [
      'all of a list',
      'github.com/segmentio/kafka-go',
      'kafka.NewReader(kafka.ReaderConfig{Brokers: []string{"a:9092", "b:9093"}})',
      'a:9092 "a:9092", b:9093 "b:9093"',
    ],
    [
      'all arguments',
      'github.com/segmentio/kafka-go',
      'kafka.TCP("a:9092", "b:9093")',
      'a:9092 "a:9092", b:9093 "b:9093"',
    ],
    [
      'what an option of options says',
      'go.mongodb.org/mongo-driver/mongo/options',
      'options.Client().ApplyURI("mongodb://localhost:27017")',
      'mongodb://localhost:27017 "mongodb://localhost:27017"',
    ],
    [
      'what a flag has by default',
      'flag github.com/redis/go-redis/v9',
      'addr := flag.String("redis", "localhost:6379", "")\nflag.Parse()\nredis.NewClient(&redis.Options{Addr: *addr})',
      'localhost:6379 flag:redis *addr',
    ],
    [
      'a path behind the address that is open',
      'net/http os',
      'func main() { http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { http.Get("http://localhost:9000/x" + r.URL.Path) }) }',
      'http://localhost:9000/x/ "http://localhost:9000/x" + r.URL.Path',
    ],
    [
      'what its one caller passes',
      'net',
      'func main() { ask("127.0.0.1:7000") }\nfunc ask(addr string) { net.Dial("tcp", addr) }',
      '127.0.0.1:7000 "127.0.0.1:7000"',
    ],
    [
      'behind a demand',
      'log net os',
      'if _, err := os.Open("x"); err != nil { log.Fatal(err) }\nnet.Dial("tcp", "127.0.0.1:7000")',
      '127.0.0.1:7000 "127.0.0.1:7000"',
    ],
  ];
  for (const [what, imports, code, found] of table) {
    it(what, async () => assert.equal((await dialed(imports, code)).join(', '), found));
  }
});

describe('nothing is said of', () => {
  const table: readonly (readonly [what: string, imports: string, code: string])[] = [
    ['a file', 'database/sql', 'sql.Open("sqlite3", "./shop.db")'],
    ['a datagram', 'net', 'net.Dial("udp", "127.0.0.1:8125")'],
    ['a variable', 'net os', 'net.Dial("tcp", os.Getenv("ADDR"))'],
    [
      'a call under a condition',
      'flag net',
      'on := flag.Bool("on", true, "")\nif *on { net.Dial("tcp", "127.0.0.1:7000") }',
    ],
    [
      'a call behind a condition',
      'flag net',
      'off := flag.Bool("off", false, "")\nif *off { return }\nnet.Dial("tcp", "127.0.0.1:7000")',
    ],
    [
      'a call that a condition leads to',
      'net os',
      'func main() { if os.Getenv("STORE") == "redis" { ask() } }\nfunc ask() { net.Dial("tcp", "127.0.0.1:7000") }',
    ],
    ['code that nobody calls', 'net', 'func main() {}\nfunc ask() { net.Dial("tcp", "127.0.0.1:7000") }'],
    [
      'what differs by caller',
      'net',
      'func main() { ask("127.0.0.1:7000"); ask("127.0.0.1:8000") }\nfunc ask(addr string) { net.Dial("tcp", addr) }',
    ],
    [
      'one of several that a name chooses',
      'net os',
      'var all = map[string]func(){"x": func() { net.Dial("tcp", "127.0.0.1:7000") }, "y": ask}\nfunc ask() { net.Dial("tcp", "127.0.0.1:8000") }\nfunc main() { all[os.Args[1]]() }',
    ],
    [
      'requests that another dialer carries',
      'net net/http',
      'func main() { c := &http.Client{Transport: &http.Transport{Dial: socket}}; c.Get("http://localhost:80/x") }\nfunc socket(_, _ string) (net.Conn, error) { return net.Dial("unix", "/run/x.sock") }',
    ],
    ['a request that no client sends', 'net/http', 'http.NewRequest("GET", "http://localhost:9000/", nil)'],
  ];
  for (const [what, imports, code] of table) {
    it(what, async () => assert.deepEqual(await dialed(imports, code), []));
  }
});
