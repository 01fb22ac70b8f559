import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../go-project.ts';

test('embedded files are named from the analysed folder', async () => {
  const { embeds } = await factsOf('', {
    'main.go':
      'package main\nimport _ "embed"\nimport _ "example.com/app/web"\n\n//go:embed VERSION "with blank"\nvar v string\nfunc main() {}\n',
    'web/web.go': 'package web\nimport "embed"\n\n//go:embed all:static templates/*.html\nvar f embed.FS\n',
  });
  assert.deepEqual(embeds, ['VERSION', 'web/static', 'web/templates/*.html', 'with blank']);
});

test('a package in testdata that the program links is a folder of its code', async () => {
  const { testdata } = await factsOf('', {
    'main.go':
      'package main\nimport (\n_ "example.com/app/internal/testdata/certs"\n_ "example.org/other/testdata"\n)\nfunc main() {}\n',
    'internal/testdata/certs/certs.go': 'package certs\n',
    'web/testdata/web.go': 'package web\n',
  });
  assert.deepEqual(testdata, ['internal/testdata/certs']);
});

const tls: Readonly<Record<string, { code: string; tls: boolean | null }>> = {
  'the standard library only': { code: 'http.ListenAndServe(":80", nil)', tls: false },
  'a request': { code: 'http.Get("https://example.com")', tls: true },
  'a request without TLS': { code: 'http.Get("http://" + os.Getenv("HOST") + "/metrics")', tls: false },
  'a request to what is built so': {
    code: 'r, _ := http.NewRequest("GET", fmt.Sprintf("http://%s/x", os.Args[1]), nil)\nfmt.Println(r)',
    tls: false,
  },
  'a request to what may be set to something else': {
    code: 'u := flag.String("url", "http://shop", "")\nflag.Parse()\nhttp.Get(*u)',
    tls: true,
  },
  'a client': { code: 'c := &http.Client{}\nfmt.Println(c)', tls: true },
  'the default client': { code: 'http.DefaultClient.Do(nil)', tls: true },
  'a database': { code: 'sql.Open("postgres", "")', tls: true },
  'a module that opens nothing': { code: 'gin.New()', tls: false },
  'a module of which nothing is known': { code: 'redis.NewClient(nil)', tls: null },
};

for (const [name, { code, tls: expected }] of Object.entries(tls)) {
  test(`outbound TLS: ${name}`, async () => {
    assert.equal((await factsOf(code)).outboundTls, expected);
  });
}

const zones: Readonly<Record<string, { code: string; needed: boolean }>> = {
  'a zone by name': { code: 'time.LoadLocation("Europe/Berlin")', needed: true },
  'a zone from a setting': { code: 'time.LoadLocation(os.Getenv("TZ"))', needed: true },
  UTC: { code: 'time.LoadLocation("UTC")', needed: false },
  none: { code: 'time.Now()', needed: false },
};

for (const [name, { code, needed }] of Object.entries(zones)) {
  test(`time zones: ${name}`, async () => {
    assert.equal((await factsOf(code)).timezones, needed);
  });
}

test('time zones: linked into the binary', async () => {
  const { timezones } = await factsOf('', {
    'main.go':
      'package main\nimport (\n"time"\n_ "time/tzdata"\n)\nfunc main() { time.LoadLocation("Europe/Berlin") }\n',
  });
  assert.equal(timezones, false);
});

const homes: readonly [what: string, code: string, asked: boolean][] = [
  ['what is written there is open', 'home, _ := os.UserHomeDir()\nos.WriteFile(pick(home), nil, 0o600)', true],
  ['a variable names it', 'home := os.Getenv("HOME")\nos.WriteFile(pick(home), nil, 0o600)', true],
  ['another variable is read', 'dir := os.Getenv("DATA")\nos.WriteFile(pick(dir), nil, 0o600)', false],
  ['all that is written is decided', 'home, _ := os.UserHomeDir()\nfmt.Println(home)\nos.Mkdir("data", 0o755)', false],
  ['nobody asks', 'os.WriteFile(pick("x"), nil, 0o600)', false],
];
for (const [what, code, asked] of homes) {
  test(`home of the user: ${what}`, async () => {
    const { home } = await factsOf(
      `func pick(s string) string { return strings.Repeat(s, 2) }\nfunc main() {\n${code}\n}`,
    );
    assert.equal(home !== undefined, asked);
  });
}

const generated: readonly [what: string, directive: string, made: readonly string[], more?: string][] = [
  ['a program of the project makes it', 'go run ../tools/gen -o assets.go ../ui', ['assets/assets.go']],
  ['a flag names it', 'go run ../tools/gen.go -output=assets.go', ['assets/assets.go']],
  ['it is there', 'go run ../tools/gen -o doc.go', []],
  ['a flag of Go stands before it', 'go run -modfile=dev.mod ../_tools/gen.go -i in.txt -o doc.go', []],
  ['the value of one is a word', 'go run -tags tools ../_tools/gen.go more.go -o assets.go', ['assets/assets.go']],
  ['nothing names it, and nothing is there', 'go run ../tools/gen ui.txt', ['assets']],
  ['nothing names it, and code is there', 'go run ../tools/gen ui.txt', [], 'func Page() string { return "" }'],
  ['it is a test', 'go run ../tools/gen -o mock_test.go', []],
  ['a tool makes it that must be installed first', 'stringer -output assets.go', []],
];
for (const [what, directive, made, more = ''] of generated) {
  test(`generated code: ${what}`, async () => {
    const program = await factsOf('fmt.Println(assets.Page)', {
      'main.go':
        'package main\n\nimport (\n\t"fmt"\n\n\t"example.com/app/assets"\n)\n\nfunc main() { fmt.Println(assets.Page()) }\n',
      'assets/doc.go': `//go:generate ${directive}\n\npackage assets\n\n${more}\n`,
      'ui/index.html': '',
    });
    assert.deepEqual(
      (program.generated ?? []).map(({ path }) => path),
      made,
    );
  });
}
