import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf, listensOf } from '../go-project.ts';

const CONFIG = `type database struct {
	URL  string \`env:"DATABASE_URL"\`
	Pool int    \`env:"DATABASE_POOL,default=5"\`
}
type config struct {
	Port     string \`env:"PORT,default=4080" default:"4081"\`
	Debug    bool   \`env:"-"\`
	Note     string \`json:"note"\`
	Database database
	Other    *database
}
var global = new(config)
`;

/** Names, with the default of those that have one. */
async function namesOf(code: string): Promise<string[]> {
  const { env } = await factsOf(code);
  return env.map(({ name, default: text }) => (text === null ? name : `${name}=${text}`)).sort();
}

describe('variables that a program reads by tags of its own', () => {
  const table: Readonly<Record<string, { code: string; env: readonly string[] }>> = {
    'the part before the comma, of structs inside, too': {
      code: `${CONFIG}
func load(rv reflect.Value) {
	rt := rv.Type()
	for i := 0; i < rt.NumField(); i++ {
		if rt.Field(i).Type.Kind() == reflect.Struct { load(rv.Field(i)); continue }
		if rt.Field(i).Tag.Get("env") != "" {
			tag := rt.Field(i).Tag.Get("env")
			set(rv.Field(i), tag)
		}
	}
}
func set(field reflect.Value, tag string) {
	parts := strings.Split(tag, ",")
	v := os.Getenv(parts[0])
	if v == "" && strings.HasPrefix(parts[1], "default=") { v = parts[1][8:] }
	field.SetString(v)
}
func main() { load(reflect.ValueOf(global).Elem()) }`,
      env: ['DATABASE_POOL=5', 'DATABASE_URL', 'PORT=4080'],
    },
    'a name that is cut later': {
      code: `${CONFIG}
func load(cfg any) error {
	v := reflect.ValueOf(cfg).Elem()
	t := v.Type()
	for i := range t.NumField() {
		field := t.Field(i)
		name, ok := field.Tag.Lookup("env")
		if !ok { continue }
		name, _, _ = strings.Cut(name, ",")
		value := os.Getenv(name)
		if value == "" { value = field.Tag.Get("default") }
		v.Field(i).SetString(value)
	}
	return nil
}
func main() { var cfg config; if err := load(&cfg); err != nil { panic(err) } }`,
      env: ['PORT=4081'],
    },
    'a name in one step': {
      code: `${CONFIG}
func load(cfg any) {
	v := reflect.ValueOf(cfg).Elem()
	for i := 0; i < v.NumField(); i++ {
		field := v.Type().Field(i)
		first, _, _ := strings.Cut(field.Tag.Get("env"), ",")
		value, ok := os.LookupEnv(first)
		if !ok { value = field.Tag.Get("default") }
		v.Field(i).SetString(value)
	}
}
func main() { var cfg config; load(&cfg) }`,
      env: ['PORT=4081'],
    },
    'a constant before the tag, in capitals': {
      code: `type settings struct { Level string \`conf:"log_level"\` }
func load(cfg *settings) {
	v := reflect.Indirect(reflect.ValueOf(cfg))
	for _, field := range reflect.VisibleFields(v.Type()) {
		if value, ok := os.LookupEnv("APP_" + strings.ToUpper(field.Tag.Get("conf"))); ok { v.FieldByIndex(field.Index).SetString(value) }
	}
}
func main() { load(&settings{Level: "info"}) }`,
      env: ['APP_LOG_LEVEL=info'],
    },
    'names of the structs around go before': {
      code: `type log struct { Level string \`conf:"LEVEL"\` }
type settings struct { Name string \`conf:"NAME"\`; Log log \`conf:"LOG"\`; Rest log }
func fill(prefix, key string, value reflect.Value) {
	value = reflect.Indirect(value)
	if value.Kind() == reflect.Struct {
		for i := 0; i < value.NumField(); i++ {
			tag := value.Type().Field(i).Tag.Get(key)
			if tag != "" { fill(fmt.Sprintf("%s_%s", prefix, tag), key, value.Field(i).Addr()) }
		}
		return
	}
	value.SetString(os.Getenv(prefix))
}
func main() { var all settings; fill("APP", "conf", reflect.ValueOf(&all)) }`,
      env: ['APP_LOG_LEVEL', 'APP_NAME'],
    },
    'a helper reads what it is told': {
      code: `type settings struct { Name string \`env:"NAME"\` }
func lookup(name string) string { return strings.TrimSpace(os.Getenv(name)) }
func load(cfg any) {
	t := reflect.TypeOf(cfg).Elem()
	for i := 0; i < t.NumField(); i++ { fmt.Println(lookup(t.Field(i).Tag.Get("env")), lookup("MODE")) }
}
func main() { load(&settings{}) }`,
      env: ['MODE', 'NAME'],
    },
    'names that only fields with another tag have': {
      code: `type settings struct {
	Port     string \`env:"PORT" options:"lower"\`
	Password string \`env:"PASSWORD" options:"trim,file"\`
	Key      string \`env:"KEY" secret:"true"\`
}
func load(cfg *settings) {
	v := reflect.ValueOf(cfg).Elem()
	for i := 0; i < v.NumField(); i++ {
		field := v.Type().Field(i)
		options := strings.SplitSeq(field.Tag.Get("options"), ",")
		for option := range options {
			switch option {
			case "lower": fmt.Println(field.Name)
			case "file": fromFile(field)
			}
		}
		if field.Tag.Get("secret") == "true" { fmt.Println(os.Getenv("VAULT_" + field.Tag.Get("env"))) }
	}
}
func fromFile(field reflect.StructField) {
	name := field.Tag.Get("env")
	if name == "" { return }
	fmt.Println(os.Getenv(name + "_FILE"))
}
func main() { load(&settings{}) }`,
      env: ['PASSWORD_FILE', 'VAULT_KEY'],
    },
    'nothing of tags that name no variable': {
      code: `type settings struct { Name string \`json:"NAME"\` }
func names(cfg any) {
	t := reflect.TypeOf(cfg).Elem()
	for i := 0; i < t.NumField(); i++ { fmt.Println(t.Field(i).Tag.Get("json")) }
}
func main() { names(&settings{}); fmt.Println(os.Getenv("MODE")) }`,
      env: ['MODE'],
    },
    'nothing where the struct is not in sight, or the name is made of what is not': {
      code: `type settings struct { Name string \`env:"NAME"\` }
func load(cfg any, prefix string) {
	t := reflect.TypeOf(cfg).Elem()
	for i := 0; i < t.NumField(); i++ { fmt.Println(os.Getenv(prefix + t.Field(i).Tag.Get("env"))) }
}
func main() { load(&settings{}, os.Args[1]) }`,
      env: [],
    },
  };
  for (const [what, { code, env }] of Object.entries(table)) {
    it(what, async () => {
      assert.deepEqual(await namesOf(code), env);
    });
  }

  it('gives a listener its port, and the environment is not open', async () => {
    const code = `type config struct { Port string \`env:"PORT,default=4080"\` }
var global = new(config)
func init() {
	rv := reflect.ValueOf(global).Elem()
	for i := 0; i < rv.NumField(); i++ {
		parts := strings.Split(rv.Type().Field(i).Tag.Get("env"), ",")
		v := os.Getenv(parts[0])
		if v == "" { v = strings.TrimPrefix(parts[1], "default=") }
		rv.Field(i).SetString(v)
	}
}
func main() { log.Fatal(http.ListenAndServe(":"+global.Port, nil)) }`;
    assert.deepEqual(await listensOf(code), ['4080 http all default by env:PORT']);
    assert.equal((await factsOf(code)).openEnvironment, undefined);
  });
});
