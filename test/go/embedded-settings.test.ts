import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listensOf } from './go-project.ts';

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
