import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keepSettings } from '../../../src/containerize/present/keep-settings.ts';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';
import { Problem } from '../../../src/words/problem.ts';

const PLANNED =
  'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/shop .\n\nFROM gcr.io/distroless/static-debian13:nonroot\nCOPY --from=build /out/shop /usr/local/bin/shop\nUSER 65532:65532\nEXPOSE 8080\nENTRYPOINT ["/usr/local/bin/shop"]\n';
const HEAD = PLANNED.slice(0, PLANNED.indexOf('COPY --from'));
const BUILD = 'FROM golang:1.25 AS b\nRUN go build -o /app .\n';

const rows: readonly (readonly [name: string, present: string, tail: string])[] = [
  [
    'user, ports, variables, labels and command of one stage',
    'FROM golang:1.25\nENV CGO_ENABLED=0\nENV MODE=x\nLABEL a=b\nRUN go build -o /app .\nEXPOSE 9090\nUSER 1000\nENTRYPOINT ["/app"]\nCMD ["-v"]\n',
    'COPY --from=build /out/shop /app\nENV MODE=x\nLABEL a=b\nEXPOSE 9090\nUSER 1000\nENTRYPOINT ["/app"]\nCMD ["-v"]\n',
  ],
  [
    'those of the last of several, with the files of the context',
    `${BUILD}FROM alpine:3.23\nCOPY conf /etc/app\nCOPY --from=b /app /bin/\nCMD ["/bin/app", "serve"]`,
    'COPY --from=build /out/shop /bin/app\nCOPY conf /etc/app\nUSER 65532:65532\nEXPOSE 8080\nCMD ["/bin/app", "serve"]\n',
  ],
  [
    'nothing where nothing is said',
    'FROM golang:1.25\nRUN go build -o /app .\n',
    'COPY --from=build /out/shop /usr/local/bin/shop\nUSER 65532:65532\nEXPOSE 8080\nENTRYPOINT ["/usr/local/bin/shop"]\n',
  ],
  ['what we have written ourselves', PLANNED, PLANNED.slice(HEAD.length)],
];

describe('a new strategy keeps', () => {
  for (const [name, present, tail] of rows) {
    it(name, () => {
      const text = keepSettings(present, PLANNED);
      assert.equal(text, HEAD + tail);
      assert.deepEqual(parseDockerfile(text).syntax, []);
      assert.equal(keepSettings(text, PLANNED), text, 'once more changes nothing');
    });
  }

  it('the program’s place where one stage builds it', () => {
    const single = 'FROM golang:1.26\nRUN go build -o /usr/local/bin/shop .\nENTRYPOINT ["/usr/local/bin/shop"]\n';
    const text = keepSettings('FROM golang:1.25\nRUN go build -o /app .\nCMD ["/app"]\n', single);
    assert.equal(text, 'FROM golang:1.26\nRUN go build -o /app .\nCMD ["/app"]\n');
  });
});

describe('a new strategy is refused where it would lose', () => {
  const losing: readonly (readonly [name: string, present: string])[] = [
    ['commands of the final stage', `${BUILD}FROM alpine:3.23\nRUN adduser x\nCOPY --from=b /app /app\nCMD ["/app"]\n`],
    ['files added there', `${BUILD}FROM alpine:3.23\nADD a.tar /\nCOPY --from=b /app /app\nCMD ["/app"]\n`],
    ['build arguments', `${BUILD}FROM alpine:3.23\nARG V\nLABEL v=\${V}\nCOPY --from=b /app /app\nCMD ["/app"]\n`],
    [
      'a script around the program',
      `${BUILD}FROM alpine:3.23\nCOPY run.sh /\nCOPY --from=b /app /app\nCMD ["/run.sh"]\n`,
    ],
    ['a shell around the program', `${BUILD}FROM alpine:3.23\nCOPY --from=b /app /app\nCMD /app\n`],
  ];
  for (const [name, present] of losing) {
    it(name, () => {
      assert.throws(
        () => keepSettings(present, PLANNED),
        (error) =>
          error instanceof Problem && error.details.kind === 'invalid-input' && error.details.why !== undefined,
      );
    });
  }
});
