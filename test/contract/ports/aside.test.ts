import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const found = finder(/^container-port-listened$/);

const DOCKERFILE = `FROM golang:1.26-alpine AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o bin/shop cmd/shop/*
FROM alpine:3.23
WORKDIR /home/app
COPY --from=build /src/bin/shop .
COPY ui ui
CMD ["./shop"]
`;

/** A second server that a setting of the program turns on. */
const shop = (second: string, container: string, more: Texts = {}): Texts => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'cmd/shop/main.go': `package main

import (
	"flag"
	"net"
	"net/http"
	"os"

	"github.com/spf13/pflag"
	"github.com/spf13/viper"
)

func main() {
	_, _, _, _, _ = flag.Args, net.Listen, os.Getenv, pflag.Parse, viper.Get
	${second}
	_ = http.ListenAndServe(":8080", nil)
}
`,
  'ui/index.html': '<p>',
  Dockerfile: DOCKERFILE,
  'deploy.yaml': deploymentOf(container),
  ...more,
});

const WRONG = 'ports:\n  - containerPort: 9090';
const REPORTED = 'deploy.yaml: container-port-listened: 9090: Change 9090 to 8080';
const BY_FLAG =
  'port := flag.String("tls-port", "0", "")\n\tflag.Parse()\n\tgo func() { _ = http.ListenAndServeTLS(":"+*port, "a", "b", nil) }()';
const BY_SWITCH =
  'if os.Getenv("USE_PROMETHEUS") == "true" {\n\t\tgo func() { _ = http.ListenAndServe(":9100", nil) }()\n\t}';
const BY_VIPER = `fs := pflag.NewFlagSet("", pflag.ContinueOnError)
	fs.Int("tls-port", 0, "")
	_ = fs.Parse(os.Args[1:])
	_ = viper.BindPFlags(fs)
	viper.SetEnvPrefix("SHOP")
	viper.AutomaticEnv()
	viper.SetConfigName("shop")
	viper.AddConfigPath(viper.GetString("path"))
	_ = viper.ReadInConfig()
	go func() { _ = http.ListenAndServeTLS(":"+viper.GetString("tls-port"), "a", "b", nil) }()`;
const GIVEN = '\nvolumeMounts:\n  - name: settings\n    mountPath: /etc/shop';
const MOUNTED = deploymentOf(`${WRONG}${GIVEN}`).replace(
  /( +)containers:/,
  '$1volumes:\n$1  - name: settings\n$1    configMap: { name: settings }\n$1containers:',
);

const CASES: readonly (readonly [what: string, texts: Texts, found: readonly string[]])[] = [
  ['a flag that is 0', shop(BY_FLAG, WRONG), [REPORTED]],
  ['a flag that is given', shop(BY_FLAG, `command: [./shop, --tls-port=9090]\n${WRONG}`), []],
  ['a flag of which nobody knows', shop(BY_FLAG, `command: [./shop, "--tls-port=$(PORT)"]\n${WRONG}`), []],
  ['a flag that says as much', shop(BY_FLAG, `command: [./shop, --tls-port=0]\n${WRONG}`), [REPORTED]],
  [
    'any free port',
    shop('go func() { l, _ := net.Listen("tcp", "127.0.0.1:0"); _ = http.Serve(l, nil) }()', WRONG),
    [REPORTED],
  ],
  ['a switch that nobody turns on', shop(BY_SWITCH, WRONG), [REPORTED]],
  ['a switch that is turned on', shop(BY_SWITCH, `env:\n  - name: USE_PROMETHEUS\n    value: "true"\n${WRONG}`), []],
  ['a key of a configuration file that is nowhere', shop(BY_VIPER, WRONG), [REPORTED]],
  ['the file is copied', shop(BY_VIPER, WRONG, { 'ui/settings.json': '{}' }), []],
  ['the file is mounted', shop(BY_VIPER, WRONG, { 'deploy.yaml': MOUNTED }), []],
  ['the source was read with one', shop(BY_VIPER, WRONG, { 'config/config.yaml': 'x: 1\n' }), []],
  [
    'a command that may write one',
    shop(BY_VIPER, WRONG, { Dockerfile: DOCKERFILE.replace('CMD', 'RUN ./shop --init\nCMD') }),
    [],
  ],
];

describe('a server that is off by default does not hide a wrong port of another', () => {
  for (const [what, texts, expected] of CASES) {
    it(what, async () => assert.deepEqual(await found(texts), expected));
  }
});
