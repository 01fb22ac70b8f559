import assert from 'node:assert/strict';
import { test } from 'node:test';
import { envOf } from '../env-of.ts';

/** Defaults of variables that are said elsewhere than where they are read. */
const cases: Readonly<Record<string, { code: string; env: string[] }>> = {
  'a variable of the package that is replaced': {
    code: 'var port = "3550"\nfunc main() { if os.Getenv("PORT") != "" { port = os.Getenv("PORT") }; fmt.Println(port) }',
    env: ['PORT=3550'],
  },
  'a parameter that is replaced': {
    code: 'var p = flag.Int("p", 8088, "")\nfunc main() { fmt.Println(portOf(*p)) }\nfunc portOf(port int) int { if text := os.Getenv("PORT"); text != "" { n, _ := strconv.Atoi(text); if n > 0 { port = n } }; return port }',
    env: ['PORT=8088'],
  },
  'a parameter that several callers give': {
    code: 'func main() { fmt.Println(portOf(80), portOf(81)) }\nfunc portOf(port int) int { if text := os.Getenv("PORT"); text != "" { n, _ := strconv.Atoi(text); port = n }; return port }',
    env: ['PORT'],
  },
  'the folder of the program, which no variable can be given': {
    code: 'var root string\nfunc main() { if root = os.Getenv("ROOT"); root == "" { exe, _ := os.Executable(); root = filepath.Dir(exe) }; os.Open(root) }',
    env: ['ROOT'],
  },
  'a duration that begins as the parameter': {
    code: 'func main() { fmt.Println(wait(all(os.Environ()), "WAIT", 10*time.Second)) }\nfunc all(list []string) map[string]string { found := map[string]string{}; for _, one := range list { parts := strings.Split(one, "="); found[parts[0]] = parts[1] }; return found }\nfunc wait(env map[string]string, key string, fallback time.Duration) time.Duration { result := fallback; if text, ok := env[key]; ok { parsed, _ := time.ParseDuration(text); result = parsed }; return result }',
    env: ['WAIT=10s'],
  },
  'a type of its own around the parameter': {
    code: 'type positive struct{ time.Duration }\nfunc main() { fmt.Println(wait("WAIT", 5*time.Second)) }\nfunc parse(text string) (positive, error) { d, err := time.ParseDuration(text); return positive{d}, err }\nfunc wait(key string, fallback time.Duration) positive { text, ok := os.LookupEnv(key); if !ok { return positive{fallback} }; parsed, err := parse(text); if err != nil { log.Fatal(err) }; return parsed }',
    env: ['WAIT=5s'],
  },
  'a number that is parsed over another one': {
    code: 'const standard = 60\nfunc main() { var err error; text := os.Getenv("EVERY"); every := standard; if text != "" { every, err = strconv.Atoi(text); if err != nil { log.Fatal(err) } }; fmt.Println(every) }',
    env: ['EVERY=60'],
  },
  'a port that is put behind a colon later': {
    code: 'func main() { port := os.Getenv("PORT"); if port == "" { port = "8080" }; port = ":" + port; fmt.Println(port) }',
    env: ['PORT=8080'],
  },
  'a port that replaces another one and is formatted later': {
    code: 'func main() { port := "50051"; if text, ok := os.LookupEnv("PORT"); ok { port = text }; port = fmt.Sprintf(":%s", port); fmt.Println(port) }',
    env: ['PORT=50051'],
  },
  'a text that a function fills where it is empty': {
    code: 'func or(text, other string) string { if text == "" { return other }; return text }\nfunc main() { mode := os.Getenv("MODE"); mode = or(mode, "live"); fmt.Println(mode) }',
    env: ['MODE=live'],
  },
  'a parameter that has nothing to do with it': {
    code: 'func main() { fmt.Println(portOf(80)) }\nfunc portOf(port int) int { if text := os.Getenv("MODE"); text != "" { fmt.Println(text) }; return port }',
    env: ['MODE'],
  },
};

for (const [name, { code, env }] of Object.entries(cases)) {
  test(`the default of ${name}`, async () => {
    assert.deepEqual(await envOf(code), env);
  });
}
