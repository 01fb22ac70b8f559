import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const MAIN = `package main

import (
	"net/http"

	"github.com/spf13/viper"
)

func main() {
	v := viper.New()
	v.SetEnvPrefix("shop")
	v.AutomaticEnv()
	v.SetConfigFile("/etc/shop/shop.yaml")
	v.SetDefault("http.addr", ":8080")
	if err := v.ReadInConfig(); err != nil {
		panic(err)
	}
	_ = http.ListenAndServe(v.GetString("http.addr"), nil)
}
`;
const map = (text: string, key = 'shop.yaml') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: shop }\ndata:\n  ${key}: |\n${text.replace(/^/gm, '    ')}\n`;
const shop = (
  port: number,
  text: string,
  { mount = 'mountPath: /etc/shop', key = 'shop.yaml', ...more }: Texts = {},
): Texts => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n\nrequire github.com/spf13/viper v1.20.1\n',
  'main.go': MAIN,
  Dockerfile:
    'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
  'config.yaml': map(text, key),
  'deploy.yaml': deploymentOf(
    `ports:\n  - containerPort: ${port}\nvolumeMounts:\n  - { name: config, ${mount} }`,
  ).replace(/^( *)containers:/m, '$1volumes:\n$1  - { name: config, configMap: { name: shop } }\n$1containers:'),
  ...more,
});
/** The file that an argument names, and a kustomization makes a ConfigMap of. */
const generated = (port: number): Texts => ({
  ...shop(port, ''),
  'main.go': MAIN.replace('"net/http"', '"flag"\n\t"net/http"')
    .replace('v := viper.New()', 'name := flag.String("config", "", "")\n\tflag.Parse()\n\tv := viper.New()')
    .replace('v.SetConfigFile("/etc/shop/shop.yaml")', 'v.SetConfigFile(*name)'),
  'config.yaml': '',
  'settings/shop.yml': 'http: { addr: ":9000" }\n',
  'kustomization.yaml':
    'resources: [deploy.yaml]\nconfigMapGenerator:\n  - { name: shop, files: [shop.yaml=settings/shop.yml] }\n',
  'deploy.yaml':
    shop(port, '')['deploy.yaml']?.replace('ports:', 'args: [--config=/etc/shop/shop.yaml]\n          ports:') ?? '',
});
/** The file that a flag names by default. */
const byDefault = (port: number, args = ''): Texts => ({
  ...shop(8080, `http:\n  addr: :${port}`),
  'main.go': (generated(8080)['main.go'] ?? '').replace('"config", ""', '"config", "/etc/shop/shop.yaml"'),
  'deploy.yaml': (shop(8080, '')['deploy.yaml'] ?? '').replace('ports:', `args: [${args}]\n          ports:`),
});
/** The file that a key of viper's names, which a flag is bound to: the file itself cannot name it. */
const byKey = (port: number): Texts => ({
  ...shop(8080, `http:\n  addr: :${port}`),
  'main.go': MAIN.replace('"net/http"', '"net/http"\n\n\t"github.com/spf13/pflag"')
    .replace(
      'v := viper.New()',
      'pflag.String("config", "/etc/shop/shop.yaml", "")\n\tpflag.Parse()\n\tv := viper.New()',
    )
    .replace(
      'v.SetConfigFile("/etc/shop/shop.yaml")',
      '_ = v.BindPFlags(pflag.CommandLine)\n\tv.SetConfigFile(v.GetString("config"))',
    ),
});
const found = finder(/^container-port-listened$/, (file) => file.endsWith('.yaml'));

describe('a configuration file of a ConfigMap says where its program listens', () => {
  for (const [what, texts] of [
    ['it', shop(8080, 'http:\n  addr: :9000')],
    [
      'a file mounted by itself',
      shop(8080, 'http: { addr: ":9000" }', { mount: 'mountPath: /etc/shop/shop.yaml, subPath: shop.yaml' }),
    ],
    ['a file that an argument names', generated(8080)],
    ['a file that a flag names by default', byDefault(9000)],
    ['a file that a key of the configuration names by default', byKey(9000)],
    ['the default, where it has other keys', shop(9000, 'http:\n  limit: 5')],
  ] as const) {
    it(what, async () => {
      assert.match((await found(texts)).join(), /^deploy.yaml: container-port-listened/);
    });
  }
});

describe('nothing is said', () => {
  for (const [what, texts] of [
    ['where both agree, of a file that an argument names', generated(9000)],
    ['where both agree, of a file that a flag names by default', byDefault(8080)],
    ['where both agree, of a file that a key of the configuration names by default', byKey(8080)],
    ['of the default of a flag that names another file', byDefault(9000, '--config=/etc/other.yaml')],
    ['where both agree', shop(9000, 'http:\n  addr: :9000')],
    ['of a file without what the program reads', shop(9000, 'level: debug')],
    ['of a file under another name', shop(9000, 'http:\n  limit: 5', { key: 'other.yaml' })],
    ['of a text that is filled in later', shop(8080, 'http:\n  addr: ${ADDR}')],
    ['of a folder elsewhere', shop(9000, 'http:\n  limit: 5', { mount: 'mountPath: /srv' })],
    ['of a ConfigMap elsewhere', shop(9000, 'http:\n  limit: 5', { 'config.yaml': '' })],
  ] as const) {
    it(what, async () => {
      assert.deepEqual(await found(texts), []);
    });
  }
});
