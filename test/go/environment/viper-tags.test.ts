import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf, listensOf } from '../go-project.ts';

const OPTIONS = `type server struct {
	Addr    string \`flag:"http-address" cfg:"http_address"\`
	Timeout string \`flag:"timeout" cfg:"timeout"\`
}
type hidden struct {
	Name string \`flag:"name" cfg:"name"\`
}
type options struct {
	Server server \`cfg:",squash"\`
	Hidden hidden \`cfg:",internal"\`
	Inner  string \`cfg:",internal"\`
	Level  string \`flag:"level" cfg:"log_level"\`
	Note   string
}
func read(into any, set *pflag.FlagSet) {
	v := viper.New()
	v.SetEnvPrefix("SHOP")
	v.AutomaticEnv()
	bind(v, set, into)
	v.Unmarshal(into, func(c *mapstructure.DecoderConfig) { c.TagName = "cfg" })
}
func main() {
	set := pflag.NewFlagSet("shop", pflag.ExitOnError)
	set.String("http-address", "127.0.0.1:4180", "")
	set.String("timeout", "", "")
	set.String("level", "info", "")
	set.String("name", "", "")
	set.Parse(os.Args[1:])
	given := &options{}
	read(given, set)
	http.ListenAndServe(given.Server.Addr, nil)
}
`;

/** The function that goes through the fields of what it is handed, with this in its loop. */
const bind = (body: string) => `${OPTIONS}
func bind(v *viper.Viper, set *pflag.FlagSet, given any) {
	val := reflect.ValueOf(given)
	var typ reflect.Type
	if val.Kind() == reflect.Pointer { typ = val.Elem().Type() } else { typ = val.Type() }
	for i := 0; i < typ.NumField(); i++ {
		field := typ.Field(i)
		key := field.Tag.Get("cfg")
		${body}
	}
}`;

const INSIDE = `if field.Type.Kind() == reflect.Struct {
			if key != ",squash" { continue }
			bind(v, set, reflect.Indirect(val).Field(i).Interface())
			continue
		}`;

const cases: Readonly<Record<string, { readonly body: string; readonly env: readonly string[] }>> = {
  'the tags of fields, with the flags that another tag names': {
    body: `${INSIDE}
		name := field.Tag.Get("flag")
		f := set.Lookup(name)
		v.BindPFlag(key, f)`,
    env: ['SHOP_HTTP_ADDRESS=127.0.0.1:4180', 'SHOP_LOG_LEVEL=info', 'SHOP_TIMEOUT'],
  },
  'only those of the struct itself': {
    body: 'v.BindPFlag(key, set.Lookup(field.Tag.Get("flag")))',
    env: ['SHOP_LOG_LEVEL=info'],
  },
  'variables alone': {
    body: `${INSIDE}
		v.BindEnv(key)`,
    env: ['SHOP_HTTP_ADDRESS', 'SHOP_LOG_LEVEL', 'SHOP_TIMEOUT'],
  },
  'variables that another tag names': {
    body: `${INSIDE}
		v.BindEnv(key, strings.ToUpper(field.Tag.Get("flag")))`,
    env: ['LEVEL', 'SHOP_HTTP_ADDRESS', 'SHOP_LOG_LEVEL', 'SHOP_TIMEOUT', 'TIMEOUT'],
  },
  'defaults that another tag gives': {
    body: `${INSIDE}
		v.SetDefault(key, field.Tag.Get("flag"))`,
    env: ['SHOP_HTTP_ADDRESS=http-address', 'SHOP_LOG_LEVEL=level', 'SHOP_TIMEOUT=timeout'],
  },
  'names that are worked out': { body: 'v.BindPFlag(kebab(field.Name), set.Lookup(kebab(field.Name)))', env: [] },
  'a key that a function of others makes of a tag': { body: 'v.BindEnv(others.Key(key))', env: [] },
};

for (const [name, { body, env }] of Object.entries(cases)) {
  test(`keys of viper: ${name}`, async () => {
    const facts = await factsOf(bind(body));
    const names = facts.env.map(({ name, default: text }) => (text === null ? name : `${name}=${text}`));
    assert.deepEqual(names.sort(), env);
  });
}

test('keys of viper by tags where it is not known what goes before names', async () => {
  const code = bind(`${INSIDE}\nv.BindPFlag(key, set.Lookup(field.Tag.Get("flag")))`);
  const { env } = await factsOf(code.replace('"SHOP"', 'others.Prefix()'));
  assert.deepEqual(env, []);
});

test('a field that its type says is no secret', async () => {
  const code = bind('v.BindEnv(key)').replace(
    'Note   string',
    'Use bool `flag:"use" cfg:"use_token"`\n\tToken string `cfg:"token"`',
  );
  const { env } = await factsOf(code);
  const secrets = env.map(({ name, secret, type }) => [name, secret, type]);
  assert.deepEqual(secrets, [
    ['SHOP_LOG_LEVEL', false, undefined],
    ['SHOP_USE_TOKEN', false, undefined],
    ['SHOP_TOKEN', true, undefined],
  ]);
});

test('what configures a field that viper fills by a tag of the program', async () => {
  const flags = `${INSIDE}\nv.BindPFlag(key, set.Lookup(field.Tag.Get("flag")))`;
  assert.deepEqual(await listensOf(bind(flags)), [
    '4180 http loopback default by env:SHOP_HTTP_ADDRESS flag:http-address',
  ]);
});
