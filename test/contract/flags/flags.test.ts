import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { givenFlags } from '../../../src/contract/flags/given-flags.ts';
import type { ProgramFlags } from '../../../src/go/project.ts';
import { assertFixesMend, finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const DOCKERFILE = (end: string) =>
  `FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nUSER 65532\n${end}`;
const FILES = (flags: string, end = 'ENTRYPOINT ["/shop"]\n'): Texts => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': `package main\n\nimport (\n\t"flag"\n\t"net/http"\n\t"time"\n)\n\nfunc main() {\n\taddr := flag.String("listen-addr", ":8080", "")\n\twait := flag.Duration("wait", time.Second, "")\n\t${flags}\n\tflag.Parse()\n\ttime.Sleep(*wait)\n\t_ = http.ListenAndServe(*addr, nil)\n}\n`,
  Dockerfile: DOCKERFILE(end),
});
const STANDARD = FILES('flag.String("presets", "", "")');
const args = (list: string, texts = STANDARD) => ({
  ...texts,
  'deploy.yaml': deploymentOf(`args: ${list}\nports:\n  - containerPort: 8080`),
});
const COBRA: Texts = {
  ...STANDARD,
  'main.go':
    'package main\n\nimport (\n\t"net/http"\n\n\t"github.com/spf13/cobra"\n)\n\nfunc main() {\n\tvar port string\n\troot := &cobra.Command{Use: "shop", RunE: func(*cobra.Command, []string) error { return http.ListenAndServe(":"+port, nil) }}\n\troot.Flags().StringVarP(&port, "port", "p", "8080", "")\n\troot.Flags().IntP("workers", "w", 1, "")\n\troot.Flags().BoolP("verbose", "v", false, "")\n\t_ = root.Execute()\n}\n',
};
const URFAVE: Texts = {
  ...STANDARD,
  'main.go':
    'package main\n\nimport (\n\t"context"\n\t"net/http"\n\t"os"\n\n\t"github.com/urfave/cli/v3"\n)\n\nfunc main() {\n\troot := &cli.Command{\n\t\tFlags:  []cli.Flag{&cli.StringFlag{Name: "addr", Aliases: []string{"H"}, Value: ":8080"}},\n\t\tAction: serve,\n\t}\n\t_ = root.Run(context.Background(), os.Args)\n}\n\nfunc serve(_ context.Context, c *cli.Command) error {\n\treturn http.ListenAndServe(c.String("addr"), nil)\n}\n',
};
const COMMANDS: Texts = {
  ...STANDARD,
  'main.go':
    'package main\n\nimport (\n\t"net/http"\n\n\t"github.com/spf13/cobra"\n)\n\nfunc main() {\n\troot := &cobra.Command{Use: "shop"}\n\troot.PersistentFlags().String("level", "", "")\n\tserve := &cobra.Command{Use: "serve", Run: func(*cobra.Command, []string) { _ = http.ListenAndServe(":8080", nil) }}\n\tmigrate := &cobra.Command{Use: "migrate", Run: func(*cobra.Command, []string) { println("done") }}\n\troot.AddCommand(serve, migrate)\n\t_ = root.Execute()\n}\n',
};
const JOBS: Texts = {
  ...STANDARD,
  'main.go':
    'package main\n\nimport "github.com/spf13/cobra"\n\nfunc main() {\n\troot := &cobra.Command{Use: "shop"}\n\tclean := &cobra.Command{Use: "clean", Run: func(*cobra.Command, []string) { println("done") }}\n\tclean.Flags().Int("keep", 7, "")\n\troot.AddCommand(clean)\n\t_ = root.Execute()\n}\n',
};
const RULES = /^(?:flags-accepted|container-port-listened)$/;
const found = finder(RULES, (file) => file !== 'main.go');

const table: readonly [what: string, texts: Texts, expected: readonly string[]][] = [
  ['flags that are there', args('[--listen-addr=:8080, -wait, 5s]'), []],
  [
    'a flag that is a slip away from one',
    args('[--listen-adr=:8080]'),
    ['deploy.yaml: flags-accepted: --listen-adr=:8080: Change to `listen-addr`'],
  ],
  [
    'a flag of a program none of whose commands serves',
    args('[clean, --kep=1]', JOBS),
    ['deploy.yaml: flags-accepted: --kep=1: Change to `keep`'],
  ],
  ['a flag that is called like none', args('[--color]'), ['deploy.yaml: flags-accepted: --color: ']],
  [
    'a value that is no duration',
    args('[--wait, "5"]'),
    ['deploy.yaml: flags-accepted: "5": Change to `5s` | Change to `5ms`'],
  ],
  [
    'a flag and its value in one word',
    args('["--listen-addr :8080"]'),
    ['deploy.yaml: flags-accepted: "--listen-addr :8080": Change to `--listen-addr=:8080`'],
  ],
  ['a value from a variable', args('[--wait=$(WAIT)]'), []],
  ['what every library has', args('[-h]'), []],
  ['what another command may read', args('[migrate, --color]'), []],
  ['what stands behind two dashes', args('[--, --color]'), []],
  ['a program that gives its flags away', args('[--color]', FILES('other.Flags(flag.CommandLine)')), []],
  [
    'words of the image',
    { ...FILES('', 'ENTRYPOINT ["/shop", "--color"]\n'), 'deploy.yaml': deploymentOf('ports: []') },
    ['Dockerfile: flags-accepted: "--color": '],
  ],
  [
    'another flag, whose name might mean a port',
    {
      ...STANDARD,
      'deploy.yaml': deploymentOf('args: [--presets=/etc/p.json]\nports:\n  - containerPort: 9090'),
    },
    ['deploy.yaml: container-port-listened: 9090: Change 9090 to 8080'],
  ],
  [
    'a short flag with its value',
    args('[-vp, "9000"]', COBRA),
    ['deploy.yaml: container-port-listened: 8080: Change 8080 to 9000'],
  ],
  [
    'another name for a flag',
    args('[-H, ":9000"]', URFAVE),
    ['deploy.yaml: container-port-listened: 8080: Change 8080 to 9000'],
  ],
  [
    'one of the variables that a flag has',
    {
      ...URFAVE,
      'main.go':
        URFAVE['main.go']?.replace('Aliases: []string{"H"}', 'Sources: cli.EnvVars("SHOP_ADDR", "ADDR")') ?? '',
      'deploy.yaml': deploymentOf('env: [{ name: SHOP_ADDR, value: ":9000" }]\nports:\n  - containerPort: 8080'),
    },
    ['deploy.yaml: container-port-listened: 8080: Change 8080 to 9000'],
  ],
  [
    'a command that is none',
    args('[server, --level=debug]', COMMANDS),
    ['deploy.yaml: flags-accepted: server: Change to `serve`'],
  ],
  ['a command that is there', args('[migrate, --level=debug]', COMMANDS), []],
  ['a command from a variable', args('[$(COMMAND)]', COMMANDS), []],
  ['a short flag that is none', args('[-x]', COBRA), ['deploy.yaml: flags-accepted: -x: ']],
  ['one dash before a long name, as only some libraries take it', args('[-workers=2]', COBRA), []],
];

describe('arguments and the flags of the program', () => {
  for (const [what, texts, expected] of table) {
    it(what, async () => assert.deepEqual(await found(texts), expected));
  }
  it('has fixes that mend', async () => assertFixesMend(table, /^flags-accepted$/, found));
});

const all: ProgramFlags['all'] = [
  { name: 'addr', short: 'a', file: 'main.go', start: 0, end: 1, line: 1 },
  { name: 'quiet', short: 'q', type: 'bool', isSwitch: true, file: 'main.go', start: 1, end: 2, line: 1 },
];
const given = (style: ProgramFlags['style'], ...words: string[]) =>
  givenFlags(words, { style, all }).map(({ name, flag, value }) => `${name}:${flag?.name ?? '?'}=${value ?? ''}`);

describe('reads arguments as libraries of flags do', () => {
  for (const [words, style, expected] of [
    ['-addr :1 --quiet x', 'go', ['addr:addr=:1', 'quiet:quiet=']],
    ['-qa:1', 'gnu', ['q:quiet=', 'a:addr=:1']],
    ['-a=:1 --addr', 'gnu', ['a:addr=:1', 'addr:addr=']],
    ['-1 - -- --addr', 'gnu', []],
    ['--addr -q', 'gnu', ['addr:addr=', 'q:quiet=']],
    ['--none x', 'gnu', ['none:?=']],
  ] as const) {
    it(`${style}: ${words}`, () => assert.deepEqual(given(style, ...words.split(' ')), expected));
  }
});
