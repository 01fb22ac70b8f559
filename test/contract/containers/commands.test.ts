import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const GO = `package main

import (
	"log"
	"net/http"
	"os"

	"github.com/spf13/cobra"
)

func serve(addr, path string) error {
	mux := http.NewServeMux()
	mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {})
	return http.ListenAndServe(addr, mux)
}

func api(cmd *cobra.Command, args []string) error {
	if os.Getenv("API_KEY") == "" {
		log.Fatal("API_KEY is missing")
	}
	return serve(":8080", "/healthz")
}

func worker(cmd *cobra.Command, args []string) error {
	os.WriteFile("/spool/first", nil, 0o600)
	return serve(":9090", "/alive")
}

func main() {
	root := &cobra.Command{Use: "shop"}
	root.PersistentFlags().String("config", "", "")
	root.AddCommand(&cobra.Command{Use: "api", RunE: api}, &cobra.Command{Use: "worker", RunE: worker})
	root.Execute()
}
`;

const files = (container: string, command = ''): Texts => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n\nrequire github.com/spf13/cobra v1.10.1\n',
  'main.go': GO,
  Dockerfile: `FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nUSER 65532\nEXPOSE 9090\nENTRYPOINT ["/shop"]\n${command}`,
  'deploy.yaml': deploymentOf(container),
});

const rules =
  /^(?:required-variable-set|writes-to-volume|container-port-listened|probe-path-exists|exposed-port-listened|variable-read)$/;
const probing = (port: number, path: string) =>
  `ports: [{containerPort: ${port}}]\nlivenessProbe: {httpGet: {port: ${port}, path: ${path}}}`;
const READ_ONLY = 'securityContext: {readOnlyRootFilesystem: true}';
const KEY = 'env: [{name: API_KEY, value: main}]';

const table: readonly (readonly [what: string, texts: Texts, expected: readonly string[]])[] = [
  [
    'the port and the path of one command',
    files(`args: [api]\n${KEY}\n${probing(8080, '/healthz')}\n${READ_ONLY}`),
    [],
  ],
  [
    'the port of another command',
    files(`args: [worker]\n${probing(8080, '/alive')}`),
    ['deploy.yaml: container-port-listened: 8080: Change 8080 to 9090'],
  ],
  [
    'the path of another command',
    files(`args: [worker]\n${probing(9090, '/healthz')}`),
    ['deploy.yaml: probe-path-exists: /healthz: Probe `/alive`'],
  ],
  [
    'what only one of them demands',
    files('args: [api]'),
    ['deploy.yaml: required-variable-set: shop: Set `API_KEY` in `env`'],
  ],
  [
    'what only one of them writes',
    files(`args: [worker, --config=x]\n${READ_ONLY}`),
    ['deploy.yaml: writes-to-volume: true: Mount an `emptyDir` at `/spool`'],
  ],
  ['the command that the image names', files(probing(9090, '/alive'), 'CMD ["worker"]\n'), []],
  [
    'the same with the port of another',
    files(probing(8080, '/alive'), 'CMD ["worker"]\n'),
    ['deploy.yaml: container-port-listened: 8080: Change 8080 to 9090'],
  ],
  ['a variable that only another command reads', files(`args: [worker]\n${KEY}`), []],
  ['a word that may be the value of a flag', files(`args: [--config, x, worker]\n${probing(8080, '/healthz')}`), []],
  ['words that are not seen', files(`args: ["$(COMMAND)"]\n${probing(8080, '/none')}`), []],
  ['a command that a script starts', files(`command: [/run.sh]\nargs: [worker]\n${probing(8080, '/none')}`), []],
];

for (const [what, texts, expected] of table) {
  test(`a container and the commands of its program: ${what}`, async () => {
    assert.deepEqual(await finder(rules, (file) => file === 'deploy.yaml')(texts), expected);
  });
}

test('an image has the tools of the commands that its containers call, and needs none of others', async () => {
  const found = finder(/^tool-in-image$/, (file) => file === 'Dockerfile');
  const told = (command: string) => {
    const texts = files(`args: [${command}]\n${KEY}`);
    const go = GO.replace('"os"', '"os"\n\t"os/exec"').replace(
      'os.WriteFile(',
      'exec.Command("git", "fetch").Run()\n\tos.WriteFile(',
    );
    return found({ ...texts, 'main.go': go });
  };
  assert.deepEqual(await told('worker'), ['Dockerfile: tool-in-image: scratch: ']);
  assert.deepEqual(await told('api'), []);
});
