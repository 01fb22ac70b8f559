import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ConfigurationKey, ConfigurationValue } from '../../../src/go/configuration-file.ts';
import { factsOf } from '../go-project.ts';

const TYPES = `type config struct {
	Addr    string        \`yaml:"addr" json:"addr" mapstructure:"addr"\`
	Timeout time.Duration \`yaml:"timeout,omitempty" json:"timeout" mapstructure:"timeout"\`
	Workers int
	Debug   *bool
	hidden  string
	Skipped string \`yaml:"-" json:"-" mapstructure:"-"\`
	Database struct {
		URL  string
		Pool struct { Max uint }
	}
	Hosts  []string
	Routes []route
	Limits map[string]limit
	Level  level
	Any    any
}
type route struct { Path string; Weight float64 }
type limit struct { Rate int }
type level string
`;
const decoding = (decode: string, types = TYPES) =>
  factsOf(`${types}
func main() {
	var cfg config
	${decode}
	http.ListenAndServe(":8080", nil)
}`);
const READ = (path: string) => `data, _ := os.ReadFile(${path}); yaml.Unmarshal(data, &cfg)`;
const YAML =
  'addr timeout:duration workers:int debug:bool database{url pool{max:uint}} hosts[] routes[path weight:float] limits*{rate:int} level any?';
const VIPER = 'viper.SetConfigFile("/etc/shop.yaml"); viper.ReadInConfig();';

describe('the keys that a program takes from its configuration file', () => {
  const ways: readonly (readonly [title: string, decode: string, keys: string, types?: string])[] = [
    ['by fields, tags and types', READ('"/etc/shop.yaml"'), YAML],
    ['through a decoder', 'f, _ := os.Open("/etc/shop.yaml"); yaml.NewDecoder(f).Decode(&cfg)', YAML],
    [
      'of JSON by the names of fields, durations as numbers',
      'data, _ := os.ReadFile("/etc/shop.json"); json.Unmarshal(data, &cfg)',
      'addr timeout:int Workers Name',
      'type config struct { Addr string `json:"addr"`; Timeout time.Duration `json:"timeout"`; Workers, Name string }',
    ],
    [
      'of numbers in quotes anything',
      'data, _ := os.ReadFile("/etc/shop.json"); json.Unmarshal(data, &cfg)',
      'port? Name',
      'type config struct { Port int `json:"port,string"`; Name string }',
    ],
    [
      'of what is embedded',
      READ('"/etc/shop.yaml"'),
      'addr name',
      'type config struct { base `yaml:",inline"`; Name string }\ntype base struct { Addr string }',
    ],
    [
      'but none of a type that reads itself',
      READ('"/etc/shop.yaml"'),
      'addr size?',
      'type config struct { Addr string; Size size }\ntype size struct { Bytes int }\nfunc (s *size) UnmarshalYAML(*yaml.Node) error { return nil }',
    ],
    ['of a struct that viper fills', `${VIPER} viper.Unmarshal(&cfg)`, YAML],
    [
      'of the keys that viper is asked for',
      `${VIPER} viper.SetDefault("log.level", "info"); viper.GetString("http.addr")`,
      'log{level?} http{addr?}',
    ],
    [
      'of both',
      `${VIPER} viper.UnmarshalKey("routes", &cfg); viper.GetInt("routes.max")`,
      'routes{path weight:float max?}',
      'type config struct { Path string; Weight float64 }',
    ],
  ];
  for (const [title, decode, keys, types] of ways) {
    it(title, async () => {
      const { configuration } = await decoding(decode, types);
      assert.equal(shown({ kind: 'section', keys: configuration?.keys ?? [] }).slice(1, -1), keys);
    });
  }
});

describe('where that file is', () => {
  const ways: readonly (readonly [title: string, decode: string, path: string | null, by: readonly string[]])[] = [
    ['by the source', READ('"/etc/shop.yaml"'), '/etc/shop.yaml', []],
    [
      'by a flag with a default',
      `path := flag.String("config", "/etc/shop.yaml", ""); flag.Parse(); ${READ('*path')}`,
      '/etc/shop.yaml',
      ['flag:config'],
    ],
    ['by a variable', READ('os.Getenv("SHOP_CONFIG")'), null, ['env:SHOP_CONFIG']],
  ];
  for (const [title, decode, path, by] of ways) {
    it(title, async () => {
      const { configuration } = await decoding(decode);
      assert.deepEqual([configuration?.path, configuration?.configuredBy], [path, by]);
    });
  }
});

describe('it ends at a key that it does not take', () => {
  for (const decode of [
    'f, _ := os.Open("/etc/shop.yaml"); d := yaml.NewDecoder(f); d.KnownFields(true); d.Decode(&cfg)',
    'f, _ := os.Open("/etc/shop.json"); d := json.NewDecoder(f); d.DisallowUnknownFields(); d.Decode(&cfg)',
    `${VIPER} viper.UnmarshalExact(&cfg)`,
  ]) {
    it(decode, async () => assert.equal((await decoding(decode)).configuration?.isStrict, true));
  }
});

describe('nothing is said of the keys', () => {
  const ways: Readonly<Record<string, string>> = {
    'where two files are decoded': `${READ('"/a.yaml"')}; var other route; more, _ := os.ReadFile("/b.yaml"); yaml.Unmarshal(more, &other)`,
    'where a text comes from elsewhere': 'yaml.Unmarshal([]byte(os.Getenv("CONFIG")), &cfg)',
    'of requests':
      'http.HandleFunc("/", func(_ http.ResponseWriter, r *http.Request) { json.NewDecoder(r.Body).Decode(&cfg) })',
    'where viper is asked for all': `${VIPER} viper.Unmarshal(&cfg); viper.AllSettings()`,
    'where a key of viper is put together': `${VIPER} viper.Unmarshal(&cfg); for _, h := range cfg.Hosts { viper.GetString(h) }`,
    'where viper is bound to flags of elsewhere': `${VIPER} viper.Unmarshal(&cfg); viper.BindPFlags(others.Flags())`,
    'where viper reads no file': 'viper.AutomaticEnv(); viper.Unmarshal(&cfg)',
    'where a map takes what is left': READ('"/etc/shop.yaml"'),
  };
  for (const [title, decode] of Object.entries(ways)) {
    it(title, async () => {
      const types = title.includes('left')
        ? 'type config struct { Addr string; Rest map[string]any `yaml:",remain"` }'
        : TYPES;
      assert.equal((await decoding(decode, types)).configuration, undefined);
    });
  }
});

function shown(value: ConfigurationValue): string {
  const keys = (all: readonly ConfigurationKey[]) => all.map((key) => key.name + shown(key.value)).join(' ');
  switch (value.kind) {
    case 'open':
      return '?';
    case 'text':
      return value.type ? `:${value.type}` : '';
    case 'section':
      return `{${keys(value.keys)}}`;
    case 'list':
      return value.of.kind === 'section' ? `[${keys(value.of.keys)}]` : `[${shown(value.of)}]`;
    case 'table':
      return `*${shown(value.of)}`;
  }
}
