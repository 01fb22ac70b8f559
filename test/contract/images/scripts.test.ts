import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { scriptRun } from '../../../src/contract/images/script-run.ts';
import { parseShell } from '../../../src/shell/parse.ts';
import { findingsOf, type Texts } from '../workspace.ts';

const ENV: Readonly<Record<string, string | null>> = { MODE: 'worker', HOST: null };

/** What a script starts with these arguments: `NAME=value` of what it changes, then the words; undefined: nobody knows. */
function started(text: string, ...args: string[]): string | undefined {
  const script = parseShell({ text, at: (index) => index });
  const run = scriptRun(script, {
    args: args.map((value) => ({ value })),
    env: (name) => ENV[name],
    made: (value) => ({ value }),
  });
  const set = [...(run?.env ?? [])].map(([name, value]) => `${name}=${value === null ? '?' : (value ?? '-')}`);
  return run && [...set, ...run.words.map(({ value }) => value)].join(' ');
}

describe('a script before a program', () => {
  const table: readonly [what: string, text: string, args: readonly string[], expected: string | undefined][] = [
    ['hands its arguments on', 'set -e\nexec /app/api "$@"', ['-v'], '/app/api -v'],
    ['starts them', 'exec "$@"', ['/app/api', '-v'], '/app/api -v'],
    ['ends with the program', 'echo up\n/app/api --port 1', [], '/app/api --port 1'],
    ['exports', 'export PORT=9090 LEVEL="a b"\nexec /app/api', [], 'PORT=9090 LEVEL=a b /app/api'],
    ['exports later, with a default', ': "${PORT:=9090}"\nexport PORT\nexec /app/api', [], 'PORT=9090 /app/api'],
    ['keeps what is not exported', 'PORT=9090\nexec /app/api', [], '/app/api'],
    ['changes what was there', 'MODE=api\nunset HOST\nexec /app/api', [], 'MODE=api HOST=? /app/api'],
    ['gives one command a variable', 'PORT=1 exec /app/api', [], 'PORT=1 /app/api'],
    ['takes a default', 'exec "/app/${ROLE:-api}" -addr ":${PORT-80}"', [], '/app/api -addr :80'],
    [
      'chooses by a word',
      'case "$1" in api|web) shift; exec /app/api "$@";; *) exec "$@";; esac',
      ['web', '-v'],
      '/app/api -v',
    ],
    ['chooses any other', 'case "$1" in api) exec /app/api;; *) exec "$@";; esac', ['sh'], 'sh'],
    [
      'puts the program first',
      'if [ "${1#-}" != "$1" ]; then\n  set -- /app/api "$@"\nfi\nexec "$@"',
      ['-v'],
      '/app/api -v',
    ],
    ['leaves it where it stands', 'if [ "${1#-}" != "$1" ]; then set -- /app/api "$@"; fi\nexec "$@"', ['ls'], 'ls'],
    ['asks how many there are', '[ $# -eq 0 ] && set -- /app/api\nexec "$@"', [], '/app/api'],
    [
      'chooses by a variable',
      'if [[ $MODE == worker ]]; then exec /app/worker; else exec /app/api; fi',
      [],
      '/app/worker',
    ],
    ['ends where something lacks', 'if ! nc -z db 1; then echo no; exit 1; fi\nexec /app/api', [], '/app/api'],
    ['waits in a loop', 'until nc -z db 1; do n=1; sleep 1; done\nexec /app/api', [], '/app/api'],
    ['says something by a function', 'log() { echo "$1"; }\nlog up\nexec /app/api', [], '/app/api'],
    ['sets something in a branch', 'if nc -z db 1; then export DB=1; fi\nexec /app/api', [], 'DB=? /app/api'],
    ['starts what nobody knows', 'exec "/app/$HOST"', [], undefined],
    ['chooses by what nobody knows', 'if [ "$HOST" = a ]; then exec /app/a; fi\nexec /app/b', [], undefined],
    ['asks for a file', 'if [ -f /x ]; then exec /app/a; fi\nexec /app/b', [], undefined],
    ['reads another script', '. /env.sh\nexec /app/api', [], undefined],
    ['takes what a command says', 'PORT=$(cat /port)\nexec /app/api -port "$PORT"', [], undefined],
    ['splits a variable', 'A="a b"\nexec /app/api $A', [], undefined],
    ['works elsewhere', 'cd /srv\nexec ./api', [], undefined],
    ['shifts in a loop', 'while [ $# -gt 0 ]; do shift; done\nexec /app/api "$@"', [], undefined],
    ['has a function that starts it', 'run() { exec /app/api; }\nrun', [], undefined],
    ['ends', 'echo up\nexit 0', [], undefined],
  ];
  for (const [what, text, args, expected] of table) {
    it(`that ${what}`, () => assert.equal(started(text, ...args), expected));
  }
});

const ENTRY = `#!/bin/sh
export PORT="\${PORT:-9090}"
case "$1" in
  worker) shift; exec su-exec nobody /app/worker "$@" ;;
esac
exec /app/api "$@"
`;
const PROJECT: Texts = {
  'go.mod': 'module example.com/acme/shop\n\ngo 1.26\n',
  'cmd/api/main.go':
    'package main\n\nimport (\n\t"net/http"\n\t"os"\n)\n\nfunc main() {\n\tport := os.Getenv("PORT")\n\tif port == "" {\n\t\tport = "8080"\n\t}\n\t_ = http.ListenAndServe(":"+port, nil)\n}\n',
  'cmd/worker/main.go':
    'package main\n\nimport (\n\t"flag"\n\t"net/http"\n\t"os/exec"\n)\n\nfunc main() {\n\taddr := flag.String("addr", ":8081", "")\n\tflag.Parse()\n\t_ = exec.Command("git", "fetch").Run()\n\t_ = http.ListenAndServe(*addr, nil)\n}\n',
  'entrypoint.sh': ENTRY,
  Dockerfile:
    'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /out/ ./cmd/api ./cmd/worker\nFROM alpine:3.23\nRUN apk add --no-cache su-exec git\nCOPY --from=build /out/ /app/\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
};
const RULES =
  /^(?:(?:program|command|tool)-in-image|(?:container|compose)-port-listened|flags-accepted|compose-command|variable-read)$/;

function changed(lines: string, changes: Readonly<Record<string, readonly [from: string, to: string]>> = {}): Texts {
  const texts: Record<string, string> = { ...PROJECT, ...(lines === '' ? {} : { 'deploy.yaml': deploymentOf(lines) }) };
  for (const [file, [from, to]] of Object.entries(changes)) texts[file] = (texts[file] ?? '').replace(from, () => to);
  return texts;
}

const compose = (lines: string): Texts => ({
  ...PROJECT,
  'compose.yaml': `services:\n  shop:\n    build: .\n${lines}`,
});

describe('a container that a script starts', () => {
  const port = (number: number) => `ports: [{ containerPort: ${number} }]`;
  const table: readonly [what: string, texts: Texts, found: readonly string[]][] = [
    ['the port that it exports', changed(port(9090)), []],
    ['the port of the source', changed(port(8080)), ['deploy.yaml: container-port-listened: 8080']],
    ['the one that the container sets', changed(`${port(7070)}\nenv: [{ name: PORT, value: "7070" }]`), []],
    ['the program of an argument', changed(`args: [worker, -addr, ":9000"]\n${port(9000)}`), []],
    ['a flag of another program', changed('args: [worker, -adr, ":9000"]'), ['deploy.yaml: flags-accepted: -adr']],
    [
      'what that program needs',
      changed('args: [worker]', { Dockerfile: [' git', ''] }),
      ['Dockerfile: tool-in-image: alpine:3.23'],
    ],
    [
      'the same behind something else that starts it',
      changed('args: [worker]', {
        Dockerfile: [' git', ''],
        'entrypoint.sh': ['su-exec nobody', 'nice -n5 env A=b'],
      }),
      ['Dockerfile: tool-in-image: alpine:3.23'],
    ],
    [
      'a path that the image lacks',
      changed('args: [worker]', { 'entrypoint.sh': ['/app/worker', '/app/workers'] }),
      ['entrypoint.sh: command-in-image: /app/workers'],
    ],
    [
      'the same without a container',
      changed('', { 'entrypoint.sh': ['/app/api', '/app/apid'] }),
      ['entrypoint.sh: program-in-image: /app/apid'],
    ],
    [
      'a change of user that the image lacks',
      changed('args: [worker]', { Dockerfile: ['su-exec git', 'git'] }),
      ['entrypoint.sh: command-in-image: su-exec'],
    ],
    [
      'an init that the image lacks',
      changed('', { Dockerfile: ['["/entry', '["/sbin/tini", "--", "/entry'] }),
      ['Dockerfile: program-in-image: "/sbin/tini"'],
    ],
    [
      'a script that a volume brings',
      changed(`${port(8080)}\nvolumeMounts: [{ name: x, mountPath: /entrypoint.sh }]`),
      [],
    ],
    [
      'a variable that the script alone reads',
      changed('env: [{ name: WAIT, value: "1" }]', { 'entrypoint.sh': ['case', 'echo "$WAIT"\ncase'] }),
      [],
    ],
    ['a service of compose', compose('    ports: ["80:8080"]\n'), ['compose.yaml: compose-port-listened: 8080']],
    [
      'a flag that the script gives',
      { ...compose('    command: [worker]\n'), 'entrypoint.sh': ENTRY.replace('/app/worker', '/app/worker -adr :1') },
      ['entrypoint.sh: compose-command: -adr'],
    ],
  ];
  for (const [what, texts, expected] of table) {
    it(what, async () => {
      const found = [...(await findingsOf(texts))].flatMap(([file, findings]) =>
        findings
          .filter(({ rule }) => RULES.test(rule))
          .map(({ rule, start, end }) => `${file}: ${rule}: ${texts[file]?.slice(start, end) ?? ''}`),
      );
      assert.deepEqual(found, expected);
    });
  }
});
