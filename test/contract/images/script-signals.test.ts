import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { ABRUPT_FILES, gracefulFiles } from '../../../src/contract/examples/shutdown-examples.ts';
import { assertFixesMend, finder } from '../found.ts';
import { projectOf, type Texts } from '../workspace.ts';

const GRACEFUL = gracefulFiles(20);
const image = (lines: string) =>
  `FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /out/shop .\nFROM alpine:3.23\nWORKDIR /app\nCOPY --from=build /out/shop /app/shop\n${lines}\n`;
const COPIED = image('COPY entrypoint.sh /entrypoint.sh\nUSER 65532\nENTRYPOINT ["/entrypoint.sh"]');
const script = (...lines: string[]) => `#!/bin/sh\n${lines.join('\n')}\n`;
const files = (text: string, dockerfile = COPIED, file = 'entrypoint.sh'): Texts => ({
  ...GRACEFUL,
  Dockerfile: dockerfile,
  [file]: text,
});
const RULES = /^script-keeps-signal$/;
const found = finder(RULES);

describe('script-keeps-signal', () => {
  const speaks: Readonly<Record<string, readonly [texts: Texts, expected: string]>> = {
    'of a script that ends with the program': [files(script('set -e', './shop --verbose')), './shop --verbose'],
    'behind loops, branches and functions': [
      files(
        script(
          'log() { echo "$1"; }',
          'until nc -z db 5432; do sleep 1; done',
          'if [ -z "$DSN" ]; then exit 1; fi',
          'log up && /app/shop "$@"',
        ),
      ),
      '/app/shop "$@"',
    ],
    'of bash, with something in the background': [
      files('#!/usr/bin/env bash\nsidecar &\nLEVEL=info /app/shop\n'),
      'LEVEL=info /app/shop',
    ],
    'of a script that a shell is given': [
      files(script('/app/shop'), image('COPY deploy/run.sh ./\nUSER 65532\nCMD ["sh", "run.sh"]'), 'deploy/run.sh'),
      '/app/shop',
    ],
    'of a script that comes over the build stage': [
      files(
        script('/app/shop'),
        image('COPY --from=build /src/scripts/ /app/scripts/\nENTRYPOINT ["./scripts/run.sh"]'),
        'scripts/run.sh',
      ),
      '/app/shop',
    ],
    'of a script that is found in PATH and made executable': [
      files(
        script('/app/shop'),
        image(
          'COPY entrypoint.sh /usr/local/bin/\nRUN chmod +x /usr/local/bin/entrypoint.sh\nENTRYPOINT ["entrypoint.sh"]',
        ),
      ),
      '/app/shop',
    ],
    'behind an init that tells its child alone': [
      files(script('/app/shop'), image('COPY entrypoint.sh /\nENTRYPOINT ["/sbin/tini", "--", "/entrypoint.sh"]')),
      '/app/shop',
    ],
  };
  for (const [what, [texts, expected]] of Object.entries(speaks)) {
    const file = Object.keys(texts).find((name) => name.endsWith('.sh')) ?? '';
    it(`speaks ${what}`, async () => {
      assert.deepEqual(await found(texts), [`${file}: script-keeps-signal: ${expected}: Start it with \`exec\``]);
    });
  }
  it('mends it', () =>
    assertFixesMend(
      Object.entries(speaks).map(([what, [texts]]) => [what, texts] as const),
      RULES,
      found,
    ));

  const silent: Readonly<Record<string, Texts>> = {
    'with exec': files(script('exec /app/shop')),
    'with exec in a branch': files(script('if [ $# -gt 0 ]; then exec "$@"; fi', '/app/shop')),
    'with a trap': files(script("trap 'kill %1' TERM", '/app/shop')),
    'that waits for the program in the background': files(script('/app/shop &', 'wait $!')),
    'that may start another program': files(script('"$@"')),
    'that starts it in a branch': files(script('if true; then /app/shop; fi')),
    'that writes into a pipe': files(script('/app/shop | tee log')),
    'that ends with something else': files(script('/app/shop migrate', 'exec /app/other')),
    'that reads another script': files(script('. /lib.sh', '/app/shop')),
    'of a shell that makes way by itself': files('#!/bin/ksh\n/app/shop\n'),
    'of a program that does not wait': { ...files(script('/app/shop')), ...ABRUPT_FILES },
    'that the build changes': files(
      script('/app/shop'),
      image('COPY entrypoint.sh /\nRUN sed -i "s/^.app/exec &/" /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]'),
    ),
    'that a later copy may replace': files(
      script('/app/shop'),
      image('COPY entrypoint.sh /\nCOPY --from=example.com/scripts:1 / /\nENTRYPOINT ["/entrypoint.sh"]'),
    ),
    'whose init tells the whole group': files(
      script('/app/shop'),
      image('COPY entrypoint.sh /\nENTRYPOINT ["tini", "-g", "--", "/entrypoint.sh"]'),
    ),
    'whose init is dumb-init, which does, too': files(
      script('/app/shop'),
      image('COPY entrypoint.sh /\nENTRYPOINT ["dumb-init", "/entrypoint.sh"]'),
    ),
    'that every container replaces': {
      ...files(script('/app/shop')),
      'd.yaml': deploymentOf('command: ["/app/shop"]'),
    },
    'that a volume replaces': {
      ...files(script('/app/shop')),
      'd.yaml': deploymentOf('volumeMounts: [{ name: s, mountPath: /entrypoint.sh, subPath: e }]'),
    },
  };
  for (const [what, texts] of Object.entries(silent)) {
    it(`is silent of a script ${what}`, async () => assert.deepEqual(await found(texts), []));
  }

  it('is among the findings of a project, with the places that it joins', async () => {
    const project = await projectOf(files(script('/app/shop')));
    const [finding] = project.findings('entrypoint.sh');
    assert.deepEqual(
      [finding?.rule, ...(finding?.related ?? []).map(({ file }) => file)],
      ['script-keeps-signal', 'Dockerfile', 'main.go'],
    );
  });
});
