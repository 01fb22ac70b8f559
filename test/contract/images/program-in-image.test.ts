import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertFixesMend, finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const found = finder(/^(?:program|command)-in-image$/);
const ALPINE = 'alpine:3.23';
const STATIC = 'gcr.io/distroless/static-debian13:nonroot';
const COPY = 'COPY --from=build /out/shop';

/** A program `shop`, and an image of a base with these lines. */
const shop = (base: string, lines: string): Texts => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': 'package main\n\nimport "net/http"\n\nfunc main() {\n\t_ = http.ListenAndServe(":8080", nil)\n}\n',
  Dockerfile: `FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /out/shop .\nFROM ${base}\n${lines}\n`,
});

type Case = readonly [name: string, texts: Texts];

describe('program-in-image finds no program', () => {
  const table: readonly [...Case, marked: string][] = [
    ['by a name of PATH', shop(ALPINE, `${COPY} /usr/local/bin/store\nENTRYPOINT ["shop"]`), '"shop"'],
    ['by a name of PATH, without a shell', shop(STATIC, `${COPY} /bin/store\nENTRYPOINT ["shop"]`), '"shop"'],
    ['outside PATH', shop(ALPINE, `${COPY} /opt/shop\nENTRYPOINT ["shop"]`), '"shop"'],
    ['in the working folder', shop(STATIC, `WORKDIR /app\n${COPY} .\nENTRYPOINT ["shop"]`), '"shop"'],
    ['beside it', shop(ALPINE, `${COPY} /app/store\nENTRYPOINT ["/app/shop"]`), '"/app/shop"'],
    ['under another name', shop(ALPINE, `WORKDIR /app\n${COPY} .\nENTRYPOINT ["./store"]`), '"./store"'],
    ['of the name of a user', shop(ALPINE, `RUN adduser -D shop\n${COPY} /store\nENTRYPOINT ["/shop"]`), '"/shop"'],
  ];
  for (const [name, texts, marked] of table)
    it(name, async () => {
      const [one = '', another] = await found(texts);
      assert.equal(another, undefined);
      assert.ok(one.startsWith(`Dockerfile: program-in-image: ${marked}: `), one);
    });
  it('and starts the one that is there', async () => assertFixesMend(table, /^program-in-image$/, found));
});

describe('program-in-image is silent', () => {
  const table: readonly Case[] = [
    ['in PATH', shop(ALPINE, `${COPY} /usr/local/bin/shop\nENTRYPOINT ["shop"]`)],
    ['in a folder of PATH', shop(ALPINE, `${COPY} /usr/local/bin/\nENTRYPOINT ["shop"]`)],
    ['with PATH set', shop(ALPINE, `ENV PATH=/opt:$PATH\n${COPY} /opt/shop\nENTRYPOINT ["shop"]`)],
    ['in the working folder', shop(ALPINE, `WORKDIR /app\n${COPY} .\nENTRYPOINT ["./shop"]`)],
    ['in the folder of the base', shop(ALPINE, `CMD ["./shop"]\n${COPY} .`)],
    ['after a link', shop(ALPINE, `${COPY} /opt/store\nRUN ln -s /opt/store /bin/shop\nENTRYPOINT ["shop"]`)],
    ['after a script', shop(ALPINE, `${COPY} /opt/store\nRUN /opt/store setup\nENTRYPOINT ["shop"]`)],
    ['with what a package may bring', shop(ALPINE, `${COPY} /opt/store\nRUN apk add shop\nENTRYPOINT ["shop"]`)],
    ['with what comes from elsewhere', shop(ALPINE, 'COPY bin /usr/local/bin\nENTRYPOINT ["shop"]')],
    ['of what the base brings', shop(ALPINE, `${COPY} /shop\nENTRYPOINT ["/usr/bin/env", "/shop"]`)],
    ['of a base that nobody sees', shop('example.com/base:1', `${COPY} /store\nENTRYPOINT ["/shop"]`)],
  ];
  for (const [name, texts] of table) it(name, async () => assert.deepEqual(await found(texts), []));
});

describe('command-in-image of the program itself', () => {
  const run = (command: string, more = '') => ({
    ...shop(ALPINE, `${COPY} /usr/local/bin/shop\nENTRYPOINT ["shop"]`),
    'deploy.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n      containers:\n        - name: shop\n          image: shop:1\n          command: [${command}]\n${more}`,
  });
  const table: readonly [...Case, expected: readonly string[]][] = [
    ['another folder', run('/app/shop'), ['deploy.yaml: command-in-image: /app/shop: ']],
    ['its folder', run('/usr/local/bin/shop'), []],
    ['its name', run('shop'), []],
    ['what is mounted', run('/app/shop', '          volumeMounts: [{name: a, mountPath: /app}]\n'), []],
    ['another folder to start in', run('./shop', '          workingDir: /usr/local/bin\n'), []],
  ];
  for (const [name, texts, expected] of table) it(name, async () => assert.deepEqual(await found(texts), expected));
});
