import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listensWith } from '../listens-with.ts';

const ENV_OR =
  'func envOr(key, fallback string) string { if v, ok := os.LookupEnv(key); ok { return v }; return fallback }\n';

/** Variables of a package of which the next value is made of the one before. */
const cases: Readonly<Record<string, { code: string; listens: string[] }>> = {
  'the default of a flag, by way of a variable of the environment': {
    code: `${ENV_OR}var addr = "0.0.0.0:5000"
func init() { flag.StringVar(&addr, "bind", envOr("BIND", addr), ""); flag.Parse() }
func main() { http.ListenAndServe(addr, nil) }`,
    listens: ['5000 http all default by flag:bind env:BIND'],
  },
  'what is added to it': {
    code: `var addr = "localhost"
func init() { addr = addr + ":5001" }
func main() { http.ListenAndServe(addr, nil) }`,
    listens: ['5001 http loopback known'],
  },
  'one step after the other': {
    code: `${ENV_OR}var addr string
func init() { addr = ":5002"; addr = envOr("BIND", addr); flag.StringVar(&addr, "bind", envOr("ADDR", addr), "") }
func main() { http.ListenAndServe(addr, nil) }`,
    listens: ['5002 http all default by flag:bind env:BIND env:ADDR'],
  },
  'a function that runs later asks for what it is then': {
    code: `var port = ":1"
func init() { flag.StringVar(&port, "port", port, "") }
func main() { port = pick(func() string { return port }); http.ListenAndServe(port, nil) }`,
    listens: ['? http ? unknown'],
  },
};

for (const [name, { code, listens }] of Object.entries(cases)) {
  test(`a variable that its own value goes into: ${name}`, async () => {
    assert.deepEqual(await listensWith('flag net/http os', code), listens);
  });
}
