import { PARSE, peers, syntaxRule } from '../refused/syntax-report.ts';

export const copyFromEarlierStage = syntaxRule({
  id: 'copy-from-earlier-stage',
  title: 'Copy only from stages that come before',
  severity: 'error',
  aliases: peers(PARSE, 'hadolint:DL3022', 'hadolint:DL3023', 'trivy:DS-0006'),
  why: 'A stage can be copied from when it is done: not from within itself, and not from above. The build refuses both, and numbers that no stage has.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM golang:1.26 AS build\nCOPY «--from=build» /src/app /app\nUSER 65532',
      good: 'FROM golang:1.26 AS build\nRUN cp /src/app /app\nUSER 65532',
    },
    {
      bad: 'FROM scratch\nCOPY «--from=assets» /a /a\nCOPY «--from=7» /b /b\nFROM alpine:3.23 AS assets\nUSER 65532',
      good: 'FROM alpine:3.23 AS assets\nFROM scratch\nCOPY --from=assets /a /a\nCOPY --from=0 /b /b\nUSER 65532',
    },
  ],
});
