import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const GO = `package main

import (
	"errors"
	"fmt"
	"net/http"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/viper"
)

func serve() *cobra.Command {
	command := &cobra.Command{Use: "serve", RunE: func(cmd *cobra.Command, args []string) error {
		v := viper.New()
		v.SetDefault("http.port", 8080)
		v.BindPFlags(cmd.Flags())
		if file, _ := cmd.Flags().GetString("config"); file != "" {
			v.SetConfigFile(file)
			if err := v.ReadInConfig(); err != nil {
				return err
			}
		}
		return http.ListenAndServe(fmt.Sprintf(":%d", v.GetInt("http.port")), nil)
	}}
	command.Flags().String("config", "", "")
	return command
}

func count() *cobra.Command {
	command := &cobra.Command{Use: "count", RunE: func(cmd *cobra.Command, args []string) error {
		if os.Getenv("ACCOUNT") == "" {
			return errors.New("ACCOUNT is missing")
		}
		return os.WriteFile("/reports/" + os.Getenv("ACCOUNT"), nil, 0o600)
	}}
	command.Flags().Bool("dry-run", false, "")
	return command
}

func main() {
	root := &cobra.Command{Use: "shop"}
	root.AddCommand(serve(), count())
	if err := root.Execute(); err != nil {
		os.Exit(1)
	}
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

const READ_ONLY = 'securityContext:\n  readOnlyRootFilesystem: true';
const rules = /^(?:required-variable-set|writes-to-volume|container-port-listened|flags-accepted)$/;

const table: readonly (readonly [what: string, container: string, expected: readonly string[]])[] = [
  ['what serves needs nothing of another command', `args: [serve]\n${READ_ONLY}`, []],
  [
    'another command lacks its variable',
    'args: [count, --dry-run]',
    ['deploy.yaml: required-variable-set: shop: Set `ACCOUNT` in `env`'],
  ],
  ['and has it', 'args: [count]\nenv: [{name: ACCOUNT, value: main}]', []],
  [
    'another command writes',
    `args: [count]\nenv: [{name: ACCOUNT, value: main}]\n${READ_ONLY}`,
    ['deploy.yaml: writes-to-volume: true: Mount an `emptyDir` at `/reports`'],
  ],
  [
    'a configuration file that no flag names says nothing of ports',
    'args: [serve]\nports: [{containerPort: 8081}]',
    ['deploy.yaml: container-port-listened: 8081: Change 8081 to 8080'],
  ],
  ['one that a flag names may', 'args: [serve, --config=/etc/shop.yaml]\nports: [{containerPort: 8081}]', []],
];

test('what serves writes is nothing to another command', async () => {
  const found = finder(rules, (file) => file === 'deploy.yaml');
  const writing = GO.replace('v := viper.New()', 'os.WriteFile("/cache/prices", nil, 0o600)\n\t\tv := viper.New()');
  const told = async (container: string) => found({ ...files(`${container}\n${READ_ONLY}`), 'main.go': writing });
  assert.deepEqual(await told('args: [count, --dry-run]\nenv: [{name: ACCOUNT, value: main}]'), [
    'deploy.yaml: writes-to-volume: true: Mount an `emptyDir` at `/reports`',
  ]);
  assert.deepEqual(await told('args: [serve]'), [
    'deploy.yaml: writes-to-volume: true: Mount an `emptyDir` at `/cache`',
  ]);
});

for (const [what, container, expected] of table) {
  test(what, async () => {
    const found = finder(rules, (file) => file === 'deploy.yaml');
    assert.deepEqual(await found(files(container)), expected);
  });
}
