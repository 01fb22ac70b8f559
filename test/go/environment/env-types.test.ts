import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { factsOf } from '../go-project.ts';

const HELPER =
  'func number(key string, or int) int { v := os.Getenv(key); if v == "" { return or }; n, err := strconv.Atoi(v); if err != nil { return or }; return n }\n';

describe('what the text of a variable is parsed as', () => {
  const table: Readonly<Record<string, { code: string; type: string | undefined }>> = {
    'a whole number': { code: 'n, err := strconv.Atoi(os.Getenv("X"))\nfmt.Println(n, err)', type: 'int' },
    'a duration, by a name': {
      code: 'text := os.Getenv("X")\nd, err := time.ParseDuration(text)\nfmt.Println(d, err)',
      type: 'duration',
    },
    'a switch, trimmed': {
      code: 'b, _ := strconv.ParseBool(strings.TrimSpace(os.Getenv("X")))\nfmt.Println(b)',
      type: 'bool',
    },
    'by a helper that parses': { code: `${HELPER}func main() { fmt.Println(number("X", 1)) }`, type: 'int' },
    'by a helper of a helper': {
      code: 'func get(key, or string) string { if v := os.Getenv(key); v != "" { return v }; return or }\nfunc number(key, or string) int { n, _ := strconv.Atoi(get(key, or)); return n }\nfunc main() { fmt.Println(number("X", "1"), get("Y", "")) }',
      type: 'int',
    },
    'by a helper that reads': {
      code: 'func read(key string) string { return os.Getenv(key) }\nfunc main() { n, _ := strconv.Atoi(read("X")); fmt.Println(n, read("Y")) }',
      type: 'int',
    },
    'a field of a struct with tags': {
      code: 'type c struct { D time.Duration `env:"X" envDefault:"1s"` }\nfunc main() { var x c; env.Parse(&x); fmt.Println(x) }',
      type: 'duration',
    },
    'a number that viper reads': { code: 'viper.BindEnv("x", "X")\nfmt.Println(viper.GetInt("x"))', type: 'int' },
    'a switch that viper reads': { code: 'viper.BindEnv("x", "X")\nfmt.Println(viper.GetBool("x"))', type: 'bool' },
    'a duration that viper reads, which may be a bare number': {
      code: 'viper.BindEnv("x", "X")\nfmt.Println(viper.GetDuration("x"))',
      type: undefined,
    },
    'what viper reads as a text, too': {
      code: 'viper.BindEnv("x", "X")\nfmt.Println(viper.GetInt("x"), viper.GetString("x"))',
      type: undefined,
    },
    'a field that viper decodes': {
      code: 'type c struct { X time.Duration `mapstructure:"x"` }\nfunc main() { viper.AutomaticEnv(); viper.SetDefault("x", time.Second); var v c; if err := viper.Unmarshal(&v); err != nil { log.Fatal(err) }; fmt.Println(v) }',
      type: 'duration',
    },
    'a field that viper decodes with a hook': {
      code: 'type c struct { X int `mapstructure:"x"` }\nfunc main() { viper.AutomaticEnv(); viper.SetDefault("x", 1); var v c; if err := viper.Unmarshal(&v, viper.DecodeHook(sizes)); err != nil { log.Fatal(err) }; fmt.Println(v) }',
      type: undefined,
    },
    'a number of zero or more': {
      code: 'n, err := strconv.ParseUint(os.Getenv("X"), 10, 16)\nfmt.Println(n, err)',
      type: 'uint',
    },
    'any text': { code: 'fmt.Println(os.Getenv("X"))', type: undefined },
    'one of two': {
      code: 'n, err := strconv.Atoi(os.Getenv("X"))\nd, err2 := time.ParseDuration(os.Getenv("X"))\nfmt.Println(n, d, err, err2)',
      type: undefined,
    },
    'what one caller of a helper makes of it': {
      code: 'func read(key string) string { return os.Getenv(key) }\nfunc main() { n, _ := strconv.Atoi(read("Y")); fmt.Println(n, read("X")) }',
      type: undefined,
    },
  };
  for (const [what, { code, type }] of Object.entries(table)) {
    it(what, async () => {
      const { env } = await factsOf(code);
      assert.equal(env.find(({ name }) => name === 'X')?.type, type);
    });
  }
});

describe('variables whose names the source does not show', () => {
  const open: readonly string[] = [
    'for _, e := range os.Environ() { fmt.Println(e) }',
    'fmt.Println(os.Getenv(os.Args[1]))',
    'func run(all func() []string) { fmt.Println(all()) }\nfunc main() { run(os.Environ) }',
    'func read(key string) string { return os.Getenv("APP_" + key) }\nfunc main() { fmt.Println(read(os.Args[1])) }',
    'fmt.Println(os.ExpandEnv(os.Args[1]))',
    'viper.AutomaticEnv()\nfmt.Println(viper.GetString("x"))',
  ];
  for (const code of open) {
    it(`open: ${code}`, async () => assert.notEqual((await factsOf(code)).openEnvironment, undefined));
  }
  const closed: readonly string[] = [
    'fmt.Println(os.Getenv("X"))',
    `${HELPER}func main() { fmt.Println(number("X", 1), number("Y", 2)) }`,
    'for _, name := range []string{"A", "B"} { fmt.Println(os.Getenv(name)) }',
    'fmt.Println(os.ExpandEnv("$HOME/x"))',
    'fmt.Println("no variables at all")',
  ];
  for (const code of closed) {
    it(`closed: ${code}`, async () => assert.equal((await factsOf(code)).openEnvironment, undefined));
  }
});

test('a default in another form than its variable has is none that the variable could be given', async () => {
  const { env } = await factsOf(
    'func seconds(key string, or time.Duration) time.Duration { if n, err := strconv.Atoi(os.Getenv(key)); err == nil { return time.Duration(n) * time.Second }; return or }\nfunc main() { fmt.Println(seconds("X", 10*time.Second)) }',
  );
  const [{ name, type, required, default: text, certainty } = {}] = env;
  assert.deepEqual([name, type, required, text, certainty], ['X', 'int', false, null, 'unknown']);
});
