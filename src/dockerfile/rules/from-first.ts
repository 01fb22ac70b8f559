import { PARSE, peers, syntaxRule } from '../refused/syntax-report.ts';

export const fromFirst = syntaxRule({
  id: 'from-first',
  title: 'Begin with FROM; only ARG may stand before it',
  severity: 'error',
  aliases: peers(PARSE, 'hadolint:DL3061', 'NO_SOURCE_IMAGE'),
  why: 'Every instruction but ARG changes a stage, and FROM begins one. Without FROM there is nothing to build on, and the build stops.',
  exampleOf: 'dockerfile',
  examples: [
    { bad: '«WORKDIR» /src\nFROM alpine:3.23\nUSER 65532', good: 'FROM alpine:3.23\nWORKDIR /src\nUSER 65532' },
    { bad: 'ARG A=1\n«RUN» true\n', good: 'ARG A=1\nFROM alpine:3.23\nRUN true\nUSER 65532\n' },
  ],
});
