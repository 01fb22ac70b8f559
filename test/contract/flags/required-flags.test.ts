import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const MAIN = 'log.Fatal(http.ListenAndServe(":8080", nil))';
const PROGRAM = (body: string): Texts => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': `package main\n\nimport (\n\t"flag"\n\t"log"\n\t"net/http"\n)\n\nfunc main() {\n\tupstream := flag.String("upstream", "", "")\n\tflag.Parse()\n\t${body}\n\t${MAIN}\n}\n`,
  Dockerfile:
    'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nUSER 65532\nENTRYPOINT ["/shop"]\n',
});
const DEMANDED = PROGRAM('if *upstream == "" {\n\t\tlog.Fatal("-upstream is missing")\n\t}');
const deployed = (container: string, texts = DEMANDED): Texts => ({
  ...texts,
  'deploy.yaml': deploymentOf(`${container}\nports:\n  - containerPort: 8080`),
});
/** A command that cleans up beside the one that serves. */
const COMMANDS: Texts = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n\nrequire github.com/spf13/cobra v1.9.1\n',
  'main.go': `package main

import (
	"net/http"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "shop"}
	root.AddCommand(serve(), cleanup())
	_ = root.Execute()
}

func serve() *cobra.Command {
	return &cobra.Command{Use: "serve", RunE: func(*cobra.Command, []string) error { return http.ListenAndServe(":8080", nil) }}
}

func cleanup() *cobra.Command {
	var reason string
	cmd := &cobra.Command{Use: "cleanup", Run: func(*cobra.Command, []string) { println(reason) }}
	cmd.Flags().StringVar(&reason, "reason", "", "who asked for it")
	_ = cmd.MarkFlagRequired("reason")
	return cmd
}
`,
  Dockerfile: DEMANDED.Dockerfile ?? '',
};
const found = finder(/^required-flag-given$/, (file) => file !== 'main.go');

const table: Readonly<Record<string, readonly [texts: Texts, isFound: boolean]>> = {
  'no argument at all': [deployed('stdin: false'), true],
  'another flag': [
    deployed(
      'args: [-v=1]',
      PROGRAM('flag.Int("v", 0, "")\n\tif *upstream == "" {\n\t\tlog.Fatal("-upstream is missing")\n\t}'),
    ),
    true,
  ],
  'a word that may be another command': [deployed('args: [migrate]'), false],
  'the flag': [deployed('args: [--upstream=http://stock]'), false],
  'the flag and its value as two words': [deployed('args: [-upstream, http://stock]'), false],
  'the flag from a variable': [deployed('args: [--upstream=$(UPSTREAM)]'), false],
  'a flag that is misspelt, which another rule says': [deployed('args: [--upstrem=http://stock]'), false],
  'a program that does without': [deployed('stdin: false', PROGRAM('log.Print(*upstream)')), false],
  'an image that is built elsewhere, and may give it': [
    deployed('stdin: false', { ...DEMANDED, Dockerfile: '' }),
    false,
  ],
  'a command in the manifest': [deployed('command: [/shop]'), true],
  'a shell that starts the program and nothing else': [deployed('command: [/bin/sh, -c, exec /shop]'), true],
  'a script that may give it': [deployed('command: [/bin/sh, -c, /shop $FLAGS]'), false],
  'a container whose image gives it': [
    deployed('stdin: false', {
      ...DEMANDED,
      Dockerfile: `${DEMANDED.Dockerfile ?? ''}CMD ["--upstream=http://stock"]\n`,
    }),
    false,
  ],
  'an empty list, which leaves those of the image': [
    deployed('args: []', {
      ...DEMANDED,
      Dockerfile: `${DEMANDED.Dockerfile ?? ''}CMD ["--upstream=http://stock"]\n`,
    }),
    false,
  ],
  'another command, which lacks it': [deployed('args: [cleanup]', COMMANDS), true],
  'another command that gets it': [deployed('args: [cleanup, --reason=nightly]', COMMANDS), false],
  'the command that serves, which needs none': [deployed('args: [serve]', COMMANDS), false],
  'an overlay that gives it': [
    {
      ...deployed('stdin: false'),
      'kustomization.yaml': 'resources: [deploy.yaml]\n',
      'prod/kustomization.yaml': 'resources: [..]\npatches:\n  - path: patch.yaml\n',
      'prod/patch.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n      containers:\n        - name: shop\n          args: [--upstream=http://stock]\n',
    },
    false,
  ],
};

describe('required-flag-given', () => {
  for (const [what, [texts, isFound]] of Object.entries(table)) {
    it(`${what}: ${isFound ? 'found' : 'nothing'}`, async () => {
      assert.deepEqual(await found(texts), isFound ? ['deploy.yaml: required-flag-given: shop: '] : []);
    });
  }
});
