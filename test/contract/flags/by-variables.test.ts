import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

/** Its flags can be set by variables under names that a loop makes. */
const GO = `package main

import (
	"net/http"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/viper"
)

type Flag struct {
	Name, ConfigName, Default string
	value                     string
}

func (f *Flag) Add(cmd *cobra.Command) { cmd.Flags().String(f.Name, f.Default, "") }

func (f *Flag) Bind(cmd *cobra.Command) error {
	if err := viper.BindPFlag(f.ConfigName, cmd.Flags().Lookup(f.Name)); err != nil {
		return err
	}
	return viper.BindEnv(f.ConfigName, strings.ToUpper("shop_"+strings.ReplaceAll(f.Name, "-", "_")))
}

func (f *Flag) Parse() { f.value = viper.GetString(f.ConfigName) }
func (f *Flag) Value() string { return f.value }

var listen = Flag{Name: "listen", ConfigName: "server.listen", Default: "localhost:4954"}
var token = Flag{Name: "token", ConfigName: "server.token"}
var level = Flag{Name: "level", ConfigName: "level"}

type Flagger interface {
	Add(cmd *cobra.Command)
	Bind(cmd *cobra.Command) error
	Parse()
}

func main() {
	flags := []Flagger{&listen, &token, &level}
	root := &cobra.Command{Use: "shop", RunE: func(cmd *cobra.Command, args []string) error {
		for _, f := range flags {
			if err := f.Bind(cmd); err != nil {
				return err
			}
			f.Parse()
		}
		return http.ListenAndServe(listen.Value(), nil)
	}}
	for _, f := range flags {
		f.Add(root)
	}
	root.Execute()
}
`;

const files = (container: string): Texts => ({
  'go.mod':
    'module example.com/shop\n\ngo 1.26\n\nrequire (\n\tgithub.com/spf13/cobra v1.10.1\n\tgithub.com/spf13/viper v1.21.0\n)\n',
  'main.go': GO,
  Dockerfile:
    'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nUSER 65532\nENTRYPOINT ["/shop"]\n',
  'deploy.yaml': deploymentOf(container),
});

test('a variable that a loop reads may give the flag that it is called after, and no other', async () => {
  const found = finder(/^listens-on-loopback$/, (file) => file === 'deploy.yaml');
  const port = 'ports: [{containerPort: 4954}]';
  assert.equal((await found(files(port))).length, 1);
  assert.equal((await found(files(`${port}\nenv: [{name: SHOP_LEVEL, value: debug}]`))).length, 1);
  assert.deepEqual(await found(files(`${port}\nenv: [{name: SHOP_LISTEN, value: "0.0.0.0:4954"}]`)), []);
});
