import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listensOf } from '../go-project.ts';

const YAML = `package settings
import (
	_ "embed"
	"os"
	"gopkg.in/yaml.v3"
)

//go:embed defaults.yaml
var defaults []byte

type Settings struct {
	Listen string \`yaml:"listen"\`
}

func Load() (*Settings, error) {
	var s Settings
	if err := yaml.Unmarshal(defaults, &s); err != nil { return nil, err }
	if text, err := os.ReadFile("/etc/app/app.yaml"); err == nil { yaml.Unmarshal(text, &s) }
	return &s, nil
}`;

test('a default in a file that is part of the program', async () => {
  const main = `package main
import ("net/http"; "example.com/app/internal/settings")
func main() {
	s, err := settings.Load()
	if err != nil { panic(err) }
	http.ListenAndServe(s.Listen, nil)
}`;
  const files = {
    'main.go': main,
    'internal/settings/settings.go': YAML,
    'internal/settings/defaults.yaml': 'listen: ":7070"\n',
  };
  assert.deepEqual(await listensOf('', files), ['7070 http all default by config:listen']);
});

test('an embedded file that viper begins with', async () => {
  const main = `package main
import ("bytes"; _ "embed"; "net/http"; "github.com/spf13/viper")

//go:embed defaults.toml
var defaults []byte

func main() {
	viper.SetConfigType("toml")
	viper.ReadConfig(bytes.NewReader(defaults))
	viper.SetConfigName("app")
	viper.AddConfigPath("/etc/app")
	viper.MergeInConfig()
	http.ListenAndServe(":"+viper.GetString("http.port"), nil)
}`;
  assert.deepEqual(await listensOf('', { 'main.go': main, 'defaults.toml': '[http]\nport = 7071\n' }), [
    '7071 http all default by config:http.port',
  ]);
});

test('a text of the source that viper takes where there is no file', async () => {
  const code = `var defaults = []byte("core:\\n  port: 7074\\n")
func main() {
	viper.SetConfigType("yaml")
	viper.SetEnvPrefix("shop")
	viper.SetEnvKeyReplacer(strings.NewReplacer(".", "_"))
	viper.AutomaticEnv()
	viper.SetConfigName("shop")
	viper.AddConfigPath("/etc/shop")
	if err := viper.ReadInConfig(); err != nil { viper.ReadConfig(bytes.NewBuffer(defaults)) }
	http.ListenAndServe(":"+viper.GetString("core.port"), nil)
}`;
  assert.deepEqual(await listensOf(code), ['7074 http all default by env:SHOP_CORE_PORT config:core.port']);
});

test('variables of a library for a struct that viper has filled', async () => {
  const main = `package main
import ("net/http"; "github.com/kelseyhightower/envconfig"; "github.com/spf13/viper")
type config struct { Addr string \`mapstructure:"addr"\` }
func main() {
	viper.SetConfigFile("shop.yml")
	viper.ReadInConfig()
	var c config
	viper.Unmarshal(&c)
	envconfig.Process("SHOP", &c)
	http.ListenAndServe(c.Addr, nil)
}`;
  assert.deepEqual(await listensOf('', { 'main.go': main, 'shop.yml': 'addr: ":7073"\n' }), [
    '7073 http all default by env:SHOP_ADDR config:addr',
  ]);
});

test('embedded files that main hands to the package that reads them', async () => {
  const main = `package main
import ("embed"; "net/http"; "example.com/app/settings")

//go:embed defaults.yml
var files embed.FS

func main() {
	settings.Files = files
	settings.Load()
	http.ListenAndServe(settings.Current.Addr, nil)
}`;
  const settings = `package settings
import ("embed"; "strings"; "github.com/spf13/viper")

type product struct { key, title string }
var Product = product{"shop", "The Shop"}

type Config struct { Addr string \`mapstructure:"addr"\` }
var Current = &Config{}
var Files embed.FS

func Load() {
	viper.SetConfigType("yaml")
	if text, err := Files.ReadFile("defaults.yml"); err == nil { viper.ReadConfig(strings.NewReader(string(text))) }
	viper.UnmarshalKey(Product.key, &Current)
}`;
  const files = { 'main.go': main, 'settings/settings.go': settings, 'defaults.yml': 'shop: {addr: ":7072"}\n' };
  assert.deepEqual(await listensOf('', files), ['7072 http all default by config:shop.addr']);
});
