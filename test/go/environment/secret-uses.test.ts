import assert from 'node:assert/strict';
import { test } from 'node:test';
import { envOf } from '../env-of.ts';

/** What is done with the variable `PEPPER`, whose name says nothing, and whether it is a secret then. */
const cases: Readonly<Record<string, readonly [imports: string, code: string, isSecret: boolean]>> = {
  'a key of a MAC': [
    '"crypto/hmac"; "crypto/sha256"',
    'func main() { hmac.New(sha256.New, []byte(os.Getenv("PEPPER"))) }',
    true,
  ],
  'what is signed with one': [
    '"crypto/hmac"; "crypto/sha256"',
    'func main() { m := hmac.New(sha256.New, nil); m.Write([]byte(os.Getenv("PEPPER"))) }',
    false,
  ],
  'a key that is decoded first': [
    '"encoding/base64"; "example.com/vrf"',
    'func main() { key, err := base64.StdEncoding.DecodeString(os.Getenv("PEPPER")); if err != nil { return }; vrf.NewPrivateKey(key) }',
    true,
  ],
  'a key for a package that is not called like its path': [
    '"example.com/keys-r255"',
    'func main() { vrf.NewPrivateKey([]byte(os.Getenv("PEPPER"))) }',
    true,
  ],
  'a field, a parameter and a method between': [
    '"net/http"',
    'type client struct { pepper string }\nfunc made(p string) *client { return &client{pepper: p} }\nfunc (c *client) ask(r *http.Request) { r.SetBasicAuth("me", c.pepper) }\nfunc main() { made(os.Getenv("PEPPER")).ask(nil) }',
    true,
  ],
  'the user beside a password': [
    '"net/http"',
    'func ask(r *http.Request) { r.SetBasicAuth(os.Getenv("PEPPER"), "") }\nfunc main() { ask(nil) }',
    false,
  ],
  'a header that lets somebody in': [
    '"net/http"',
    'func ask(r *http.Request) { r.Header.Set("Authorization", "Bearer "+os.Getenv("PEPPER")) }\nfunc main() { ask(nil) }',
    true,
  ],
  'another header': [
    '"net/http"',
    'func ask(r *http.Request) { r.Header.Set("User-Agent", "shop "+os.Getenv("PEPPER")) }\nfunc main() { ask(nil) }',
    false,
  ],
  'what a client’s words are held against': [
    '"crypto/subtle"',
    'func main() { want := os.Getenv("PEPPER"); subtle.ConstantTimeCompare([]byte("x"), []byte(want)) }',
    true,
  ],
  'a line of a log': ['"log"', 'func main() { log.Println("hello " + os.Getenv("PEPPER")) }', false],
};

for (const [name, [imports, code, isSecret]] of Object.entries(cases)) {
  test(`a variable that is ${name} is ${isSecret ? 'a' : 'no'} secret`, async () => {
    const main = `package main\nimport ("os"; ${imports})\n${code}\n`;
    const [found = ''] = await envOf('', { 'main.go': main });
    assert.equal(found.startsWith('PEPPER'), true);
    assert.equal(found.endsWith(' secret'), isSecret);
  });
}

test('what refuses an empty text demands the variable', async () => {
  const main = (parse: string) => `package main
import ("log"; "net/netip"; "net/url"; "os"; "golang.org/x/mod/sumdb/note")
var _, _, _ = netip.ParseAddr, note.NewSigner, url.Parse
func main() {
	v, err := ${parse}(os.Getenv("PEPPER"))
	if err != nil { log.Fatalln(err) }
	log.Println(v)
}`;
  assert.deepEqual(await envOf('', { 'main.go': main('note.NewSigner') }), ['PEPPER required secret']);
  assert.deepEqual(await envOf('', { 'main.go': main('netip.ParseAddr') }), ['PEPPER required']);
  assert.deepEqual(await envOf('', { 'main.go': main('url.Parse') }), ['PEPPER ?']);
});

test('a key is a secret where its field says so', async () => {
  const fields =
    'Key string `long:"k" env:"SORT_KEY"`\nSecretKey string `long:"key" env:"KEY"`\nToken string `long:"t" env:"TOKEN_FILE"`';
  const env = await envOf(`var o struct {\n${fields}\n}\nfunc main() { flags.Parse(&o) }`);
  assert.deepEqual(env, ['SORT_KEY ?', 'KEY ? secret', 'TOKEN_FILE ?']);
});
