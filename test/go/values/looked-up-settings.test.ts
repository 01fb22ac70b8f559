import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listensOf } from '../go-project.ts';

const PARSE = `func parse(target *int, name string) error {
	raw, ok := os.LookupEnv(name)
	if !ok { return nil }
	n, err := strconv.Atoi(raw)
	if err != nil { return err }
	*target = n
	return nil
}
`;
const LOOK_UP = `func lookUp(name string) (string, bool, error) {
	if raw, ok := os.LookupEnv(name); ok { return raw, true, nil }
	path, ok := os.LookupEnv(name + "_FILE")
	if !ok { return "", false, nil }
	text, err := os.ReadFile(path)
	return string(text), true, err
}
`;
const SERVE = 'http.ListenAndServe(fmt.Sprintf(":%d", c.port), nil) }';

/** What variables say that are looked up, and whether they are there at all. */
const cases: Readonly<Record<string, { code: string; listens: string[] }>> = {
  'one that a function is told, which leaves where it is not set': {
    code: `type config struct { port int }\n${PARSE}func main() { c := &config{port: 8091}\nif err := parse(&c.port, "PORT"); err != nil { panic(err) }\n${SERVE}`,
    listens: ['8091 http all default by env:PORT'],
  },
  'a list of them that stops at an error': {
    code: `type config struct { port int }\n${PARSE}func main() { c := &config{port: 8092}\nfor _, err := range []error{parse(&c.port, "PORT")} { if err != nil { panic(err) } }\n${SERVE}`,
    listens: ['8092 http all default by env:PORT'],
  },
  'one or a file that another one names': {
    code: `${LOOK_UP}func main() { addr := ":8093"\nif raw, ok, err := lookUp("ADDR"); err == nil && ok { addr = raw }\nhttp.ListenAndServe(addr, nil) }`,
    listens: ['8093 http all default by env:ADDR moved by env:ADDR_FILE'],
  },
  'one that says where the program runs, whatever its value is': {
    code: 'func address(at string) string {\nif at != "" { return at }\nif _, ok := os.LookupEnv("IN_DOCKER"); ok { return ":8080" }\nreturn "127.0.0.1:8094" }\nfunc main() { at := flag.String("listen", "", "")\nflag.Parse()\nhttp.ListenAndServe(address(*at), nil) }',
    listens: ['? http ? unknown by flag:listen'],
  },
  'one that moves the default and is none itself': {
    code: 'func address() string {\nif os.Getenv("IN_DOCKER") != "" { return ":80" }\nreturn "127.0.0.1:8097" }\nfunc main() { http.ListenAndServe(address(), nil) }',
    listens: ['8097 http loopback default moved by env:IN_DOCKER'],
  },
  'one that moves the default of a variable': {
    code: 'func main() { addr := "127.0.0.1:8098"\nif os.Getenv("IN_DOCKER") != "" { addr = ":80" }\nhttp.ListenAndServe(addr, nil) }',
    listens: ['8098 http loopback default moved by env:IN_DOCKER'],
  },
  'a flag that is asked for among those that are given': {
    code: 'func main() { addr := flag.String("listen", ":8095", "")\nflag.Parse()\nat := *addr\nisGiven := false\nflag.Visit(func(f *flag.Flag) { if f.Name == "random" { isGiven = true } })\nif isGiven { at = ":0" }\nhttp.ListenAndServe(at, nil) }',
    listens: ['8095 http all default by flag:listen'],
  },
  'a key of viper that has a default': {
    code: 'func main() { viper.AutomaticEnv()\nviper.SetDefault("listen", ":8096")\naddr := ":80"\nif viper.IsSet("listen") { addr = viper.GetString("listen") }\nhttp.ListenAndServe(addr, nil) }',
    listens: ['8096 http all default by env:LISTEN'],
  },
};

for (const [title, { code, listens }] of Object.entries(cases)) {
  test(`variables that are looked up: ${title}`, async () => {
    assert.deepEqual(await listensOf(code), listens);
  });
}
